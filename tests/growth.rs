//! What a site costs grows in step with it. Allocations are counted and not seconds, so that this holds on any machine: twice the
//! articles, each with the same claims, sources and figures to its share, may take twice the allocations and hardly more.

#[path = "../benches/sites/site.rs"]
mod site;

use onrecord::check::{Case, check};
use onrecord::model::when::Day;
use onrecord::render::{Theme, account, render_each};
use onrecord::{load, resolve};
use site::Size;
use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

/// The allocator of the system, which counts.
struct Counting;

static COUNT: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call is handed on unchanged to the allocator of the system.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise is the one that is asked for here.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above, and all memory comes from there.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many allocations each stage makes for a site of so many articles.
fn stages(articles: usize) -> [(&'static str, u64); 4] {
    let folder = tempfile::tempdir().unwrap();
    site::write(folder.path(), Size::of(articles)).unwrap();
    let mut before = COUNT.load(Ordering::Relaxed);
    let mut since = move || {
        let now = COUNT.load(Ordering::Relaxed);
        now - std::mem::replace(&mut before, now)
    };
    let loaded = load::load(folder.path()).unwrap();
    let read = since();
    let theme = Theme::new(&loaded.overrides, &loaded.files).unwrap();
    since();
    let (briefing, told) = resolve::resolve(loaded.documents);
    let resolved = since();
    let today = Day::from_civil(2026, 1, 1);
    let case = Case { briefing: &briefing, files: &loaded.files, today, published: &BTreeSet::new() };
    assert!(check(&case, told, &[]).diagnostics.is_empty());
    let checked = since();
    let mut pages = 0;
    render_each(&briefing, &theme, &loaded.files, |_, _| pages += 1).unwrap();
    assert!(pages > articles);
    drop(account(&briefing, &theme, &loaded.files, &[]));
    [("load", read), ("resolve", resolved), ("check", checked), ("render", since())]
}

#[test]
fn twice_the_articles_take_hardly_more_than_twice_the_allocations_in_every_stage() {
    // What is made once for every site, such as the highlighter, is made here.
    stages(20);
    let (some, twice) = (stages(100), stages(200));
    for ((stage, some), (_, twice)) in some.into_iter().zip(twice) {
        let growth = twice as f64 / some as f64;
        assert!(growth < 2.2, "{stage}: {some} allocations for 100 articles, {twice} for 200: ×{growth:.2}");
    }
}
