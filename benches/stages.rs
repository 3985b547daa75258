//! Each stage of a build by itself, on sites of 100 and 1,000 articles with twelve claims each, with the allocations that it makes.
//!
//! `cargo bench --bench stages`

#[path = "sites/site.rs"]
mod site;

use divan::Bencher;
use onrecord::check::{Case, check};
use onrecord::load::{Loaded, load};
use onrecord::model::when::Day;
use onrecord::render::{Theme, render_each};
use onrecord::resolve::{Briefing, resolve};
use site::Size;
use std::collections::BTreeSet;
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

const ARTICLES: [usize; 2] = [100, 1_000];

fn main() {
    divan::main();
}

fn written(articles: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    site::write(folder.path(), Size::of(articles)).unwrap();
    folder
}

fn loaded(articles: usize) -> Loaded {
    load(written(articles).path()).unwrap()
}

fn resolved(loaded: &Loaded) -> Briefing {
    resolve(loaded.documents.clone()).0
}

#[divan::bench(args = ARTICLES, sample_count = 10)]
fn loading(bencher: Bencher, articles: usize) {
    let folder = written(articles);
    bencher.bench(|| load(folder.path()).unwrap());
}

#[divan::bench(args = ARTICLES, sample_count = 10)]
fn resolving(bencher: Bencher, articles: usize) {
    let loaded = loaded(articles);
    bencher.with_inputs(|| loaded.documents.clone()).bench_values(resolve);
}

#[divan::bench(args = ARTICLES, sample_count = 5)]
fn checking(bencher: Bencher, articles: usize) {
    let loaded = loaded(articles);
    let (briefing, published) = (resolved(&loaded), BTreeSet::new());
    let today = Day::from_civil(2026, 1, 1);
    let case = Case { briefing: &briefing, files: &loaded.files, today, published: &published };
    bencher.bench(|| check(&case, Default::default(), &[]));
}

#[divan::bench(args = ARTICLES, sample_count = 3)]
fn rendering(bencher: Bencher, articles: usize) {
    let loaded = loaded(articles);
    let briefing = resolved(&loaded);
    let theme = Theme::new(&loaded.overrides, &loaded.files).unwrap();
    bencher.bench(|| {
        let mut bytes = 0;
        render_each(&briefing, &theme, &loaded.files, |_, page| bytes += page.len()).unwrap();
        bytes
    });
}
