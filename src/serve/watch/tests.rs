//! Real files, changed as editors, version control and people change them.

use super::ear::Ear;
use super::*;
use notify::event::Flag;
use notify::{Event, EventHandler, EventKind};
use std::fs;
use std::sync::mpsc;
use std::thread;

struct Site {
    folder: tempfile::TempDir,
    watcher: Option<Watcher>,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        make(&root);
        let watcher = Some(Watcher::new(&root).unwrap());
        Self { folder, watcher }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    /// What is told of `act`, within two seconds. Waits on a thread of its own, so that a watcher that hears nothing fails the
    /// test instead of hanging it.
    fn hears(&mut self, act: impl FnOnce(&Self)) -> Option<String> {
        let mut watcher = self.watcher.take().expect("it waits no longer");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let changes = watcher.wait().unwrap();
            let _ = sender.send((changes, watcher));
        });
        act(self);
        let (changes, watcher) = receiver.recv_timeout(Duration::from_secs(2)).ok()?;
        self.watcher = Some(watcher);
        Some(changes.summary())
    }

    #[track_caller]
    fn hears_no_more(&mut self) {
        let heard = self.hears(|_| {});
        assert_eq!(heard, None, "one change was told twice");
    }
}

fn make(root: &Path) {
    fs::create_dir_all(root.join("content/articles")).unwrap();
    fs::create_dir_all(root.join("public")).unwrap();
    fs::create_dir_all(root.join(".git")).unwrap();
    fs::write(root.join("onrecord.toml"), "").unwrap();
    fs::write(root.join("content/articles/a.md"), "0").unwrap();
}

const A: &str = "content/articles/a.md";

#[test]
fn saving_an_article_is_one_change_however_many_events_it_makes() {
    let mut site = Site::new();
    let heard = site.hears(|site| {
        site.write(A, "1");
        site.write(A, "2");
    });
    assert_eq!(heard.as_deref(), Some(A));
    site.hears_no_more();
}

#[test]
fn a_save_is_told_at_once() {
    let mut site = Site::new();
    let mut took = Vec::new();
    for edition in 0..9 {
        let mut saved = Instant::now();
        site.hears(|site| {
            // The thread has to wait already.
            thread::sleep(Duration::from_millis(20));
            site.write(A, &edition.to_string());
            saved = Instant::now();
        })
        .unwrap();
        took.push(saved.elapsed());
    }
    took.sort();
    if cfg!(target_os = "linux") {
        assert!(took[4] < Duration::from_millis(30), "{took:?}");
    }
}

#[test]
fn every_way_in_which_editors_save_is_one_change_of_that_file_alone() {
    type Save = fn(&Site);
    let ways: [(&str, Save); 6] = [
        ("into the file", |site| site.write(A, "1")),
        ("vim, with a swap file, a trial file and a backup", |site| {
            site.write("content/articles/.a.md.swp", "");
            site.write("content/articles/4913", "");
            fs::remove_file(site.path("content/articles/4913")).unwrap();
            fs::rename(site.path(A), site.path("content/articles/a.md~")).unwrap();
            thread::sleep(Duration::from_millis(15));
            site.write(A, "2");
            fs::remove_file(site.path("content/articles/a.md~")).unwrap();
            fs::remove_file(site.path("content/articles/.a.md.swp")).unwrap();
        }),
        ("sed, beside it and over it", |site| {
            site.write("content/articles/sedXYZ", "3");
            fs::rename(site.path("content/articles/sedXYZ"), site.path(A)).unwrap();
        }),
        ("JetBrains, which keeps the old one for a moment", |site| {
            site.write("content/articles/a.md___jb_tmp___", "4");
            fs::rename(site.path(A), site.path("content/articles/a.md___jb_old___")).unwrap();
            fs::rename(site.path("content/articles/a.md___jb_tmp___"), site.path(A)).unwrap();
            fs::remove_file(site.path("content/articles/a.md___jb_old___")).unwrap();
        }),
        ("gedit, from a hidden file", |site| {
            site.write("content/articles/.goutputstream-ABC", "5");
            fs::rename(site.path("content/articles/.goutputstream-ABC"), site.path(A)).unwrap();
        }),
        ("emptied, then written", |site| {
            use std::io::Write as _;
            let mut file = fs::File::create(site.path(A)).unwrap();
            thread::sleep(Duration::from_millis(15));
            file.write_all(b"6").unwrap();
        }),
    ];
    for (name, save) in ways {
        let mut site = Site::new();
        assert_eq!(site.hears(save).as_deref(), Some(A), "{name}");
        site.hears_no_more();
    }
}

#[test]
fn reading_the_site_writing_the_output_and_temporary_files_are_no_changes() {
    let mut site = Site::new();
    let heard = site.hears(|site| {
        fs::read(site.path("onrecord.toml")).unwrap();
        fs::read_dir(site.path("content/articles")).unwrap().count();
        for path in
            ["public/index.html", "public/a/b.html", ".git/index", "README.md", "content/articles/.a.md.swp"]
        {
            site.write(path, "");
        }
        fs::remove_file(site.path("public/index.html")).unwrap();
    });
    assert_eq!(heard, None);
}

#[test]
fn a_deletion_and_a_rename_are_changes() {
    let mut site = Site::new();
    let b = "content/articles/b.md";
    let renamed = site.hears(|site| fs::rename(site.path(A), site.path(b)).unwrap());
    assert_eq!(renamed.as_deref(), Some("content/articles/a.md and 1 more"));
    assert_eq!(site.hears(|site| fs::remove_file(site.path(b)).unwrap()).as_deref(), Some(b));
}

#[test]
fn a_renamed_folder_is_watched_under_its_new_name() {
    let mut site = Site::new();
    site.hears(|site| site.write("content/articles/old/deep/b.md", "")).unwrap();
    site.hears(|site| {
        fs::rename(site.path("content/articles/old"), site.path("content/articles/new")).unwrap();
    })
    .unwrap();
    let inside = "content/articles/new/deep/b.md";
    assert_eq!(site.hears(|site| site.write(inside, "1")).as_deref(), Some(inside));
    site.hears(|site| fs::rename(site.path("content"), site.path("elsewhere")).unwrap()).unwrap();
    assert_eq!(site.hears(|site| fs::write(site.path("elsewhere/articles/a.md"), "").unwrap()), None);
}

#[test]
fn a_new_folder_is_watched_and_what_was_made_in_it_at_once_is_told() {
    let mut site = Site::new();
    for folder in ["content/articles/2026/november", "templates", "static/films/of/the/quay"] {
        let file = format!("{folder}/x.md");
        site.hears(|site| site.write(&file, "1")).unwrap();
        assert_eq!(site.hears(|site| site.write(&file, "2")).as_deref(), Some(file.as_str()));
    }
}

#[test]
fn a_folder_moved_in_from_elsewhere_is_watched_to_its_depth() {
    let mut site = Site::new();
    let outside = site.folder.path().join("outside");
    fs::create_dir_all(outside.join("deep")).unwrap();
    site.hears(|site| fs::rename(&outside, site.path("content/articles/in")).unwrap()).unwrap();
    let inside = "content/articles/in/deep/b.md";
    assert_eq!(site.hears(|site| site.write(inside, "1")).as_deref(), Some(inside));
}

#[test]
fn hundreds_of_files_that_change_together_are_one_change() {
    let mut site = Site::new();
    let name = |n: usize| format!("content/articles/{n:03}.md");
    let heard = site.hears(|site| (0..400).for_each(|n| site.write(&name(n), "main")));
    assert_eq!(heard.as_deref(), Some("content/articles/000.md and 399 more"));
    // As version control does it: every file is taken away and made anew, and some are not.
    let heard = site.hears(|site| {
        for n in 0..400 {
            fs::remove_file(site.path(&name(n))).unwrap();
            if n % 3 > 0 {
                site.write(&name(n), "branch");
            }
            if n % 50 == 0 {
                thread::sleep(Duration::from_millis(10));
            }
        }
    });
    assert_eq!(heard.as_deref(), Some("content/articles/000.md and 399 more"));
    site.hears_no_more();
}

#[test]
fn a_change_that_never_rests_is_told_nevertheless() {
    let mut site = Site::new();
    let file = site.path(A);
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let stopped = std::sync::Arc::clone(&stop);
    let writer = thread::spawn(move || {
        while !stopped.load(std::sync::atomic::Ordering::Relaxed) {
            fs::write(&file, "again").unwrap();
            thread::sleep(Duration::from_millis(2));
        }
    });
    let started = Instant::now();
    let heard = site.hears(|_| {});
    let took = started.elapsed();
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    writer.join().unwrap();
    assert_eq!(heard.as_deref(), Some(A));
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn what_changes_while_nobody_waits_is_told_by_the_next_wait() {
    let mut site = Site::new();
    site.write(A, "1");
    thread::sleep(Duration::from_millis(100));
    assert_eq!(site.hears(|_| {}).as_deref(), Some(A));
}

#[test]
fn a_site_that_is_deleted_and_made_anew_is_watched_on() {
    let mut site = Site::new();
    let mut watcher = site.watcher.take().unwrap();
    let (sender, told) = mpsc::channel();
    thread::spawn(move || while sender.send(watcher.wait().unwrap().summary()).is_ok() {});
    let in_time = Duration::from_secs(2);

    fs::remove_dir_all(site.path("")).unwrap();
    told.recv_timeout(in_time).expect("the deletion is told");
    thread::sleep(Duration::from_millis(300));
    while told.try_recv().is_ok() {}
    make(&site.path(""));
    told.recv_timeout(in_time).expect("the new site is told");
    thread::sleep(Duration::from_millis(300));
    while told.try_recv().is_ok() {}
    site.write(A, "1");
    assert_eq!(told.recv_timeout(in_time).unwrap(), A);
}

#[test]
fn after_a_site_was_moved_away_and_another_put_there_that_one_is_watched() {
    let mut site = Site::new();
    let (root, away) = (site.path(""), site.folder.path().join("away"));
    let heard = site.hears(|_| {
        fs::rename(&root, &away).unwrap();
        make(&root);
    });
    assert_eq!(heard.as_deref(), Some("the site"));
    assert_eq!(site.hears(|site| site.write(A, "1")).as_deref(), Some(A));
    assert_eq!(site.hears(|_| fs::write(away.join(A), "2").unwrap()), None);
}

#[test]
fn there_is_news_from_a_change_until_it_is_told_and_reading_is_none() {
    let mut site = Site::new();
    site.write(A, "1");
    assert_eq!(site.hears(|_| ()).as_deref(), Some(A));
    let news = site.watcher.as_ref().unwrap().news();
    fs::read(site.path(A)).unwrap();
    site.write("public/index.html", "");
    thread::sleep(Duration::from_millis(50));
    assert!(!news.is_there(), "nothing of the site was changed");
    site.write(A, "2");
    let given_up = Instant::now() + Duration::from_secs(2);
    while !news.is_there() {
        assert!(Instant::now() < given_up, "nobody heard of the change");
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(site.hears(|_| ()).as_deref(), Some(A));
    assert!(!news.is_there(), "it was told");
}

#[test]
fn a_file_that_is_looked_at_too_is_heard_wherever_it_stands_below_the_site() {
    let mut site = Site::new();
    site.write("published/record.json", "1");
    assert_eq!(site.hears(|site| site.write("published/record.json", "22")), None);
    let mut site = Site::new();
    site.write("published/record.json", "1");
    let record = RelPath::new("published/record.json").unwrap();
    site.watcher.as_mut().unwrap().look_at_too(Some(record));
    let heard = site.hears(|site| site.write("published/record.json", "22"));
    assert_eq!(heard.as_deref(), Some("the site"));
}

#[test]
fn after_the_system_lost_count_everything_is_told_and_new_folders_are_watched() {
    let mut site = Site::new();
    let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    let mut ear = Ear::at(site.path(""), site.watcher.as_ref().unwrap().speak.clone());
    assert_eq!(site.hears(|_| ear.handle_event(Ok(overflow))).as_deref(), Some("the site"));
    assert_eq!(site.hears(|site| site.write(A, "1")).as_deref(), Some(A));
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_in_a_site_are_not_followed() {
        let mut site = Site::new();
        let outside = site.folder.path().join("outside");
        fs::create_dir_all(&outside).unwrap();
        let heard = site.hears(|site| {
            symlink(&outside, site.path("content/articles/link")).unwrap();
        });
        assert_eq!(heard.as_deref(), Some("content/articles/link"));
        assert_eq!(site.hears(|_| fs::write(outside.join("x.md"), "").unwrap()), None);
        // The same for a link that was there before the watcher, and for one in place of a whole folder.
        symlink(&outside, site.path("static")).unwrap();
        site.watcher = Some(Watcher::new(&site.path("")).unwrap());
        assert_eq!(site.hears(|_| fs::write(outside.join("y.md"), "").unwrap()), None);
    }

    #[test]
    fn a_site_named_by_a_link_is_followed_to_where_the_link_leads_now() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two, name) =
            (folder.path().join("one"), folder.path().join("two"), folder.path().join("site"));
        make(&one);
        make(&two);
        symlink(&one, &name).unwrap();
        let watcher = Some(Watcher::new(&name).unwrap());
        let mut site = Site { folder, watcher };
        let heard = site.hears(|_| {
            fs::remove_file(&name).unwrap();
            symlink(&two, &name).unwrap();
        });
        assert_eq!(heard.as_deref(), Some("the site"));
        assert_eq!(site.hears(|_| fs::write(two.join(A), "1").unwrap()).as_deref(), Some(A));
    }
}
