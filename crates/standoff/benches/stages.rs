//! How fast each stage is, and all of them together, on the texts of `examples/`; elements a second are words a second.
//!
//! `cargo bench -p standoff` runs it on one thread, and coding proper on two as well, there in sentences a second. What the program as a whole takes, with reading, writing and several
//! threads, is measured as `docs/speed.md` says.

use annotate::Annotator;
use code::Coder;
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use document::{Article, Content, Date, Document, Text};
use knowledge::Knowledge;
use model::Model;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// The program's own allocator, so that what is measured is what people get.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The example articles as their gold has them: the text of record and the day of publication.
fn articles() -> Vec<Article> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/_gold.jsonl");
    let gold = fs::read_to_string(path).expect("the examples come with the repository");
    gold.lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            let field = |name: &str| line[name].as_str().expect("gold has id, text and day").to_string();
            Article {
                given_id: field("id"),
                published: Some(field("published").parse::<Date>().expect("a day")),
                content: Content::Plain(field("text")),
                ..Article::default()
            }
        })
        .collect()
}

fn stages(criterion: &mut Criterion) {
    let articles = articles();
    let coder = Coder { knowledge: Knowledge::embedded() };
    let texts: Vec<Text> = articles.iter().map(clean::clean).collect();
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(8));
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("clean", |bencher| bencher.iter(|| articles.iter().map(clean::clean).for_each(drop_seen)));
    for (tier, annotator) in [("fast", Annotator::fast()), ("accurate", Annotator::accurate())] {
        let annotator = annotator.expect("the embedded model is sound");
        let documents: Vec<Document> = texts.iter().map(|text| annotator.annotate(text.clone())).collect();
        let words: usize = documents.iter().map(|document| document.tokens.len()).sum();
        let events: usize = documents.iter().map(|document| coder.code(document).events.len()).sum();
        println!("{tier}: {} texts, {words} words, {events} events", articles.len());
        group.throughput(Throughput::Elements(words as u64));
        group.bench_function(format!("annotate, {tier}"), |bencher| {
            bencher.iter(|| texts.iter().map(|text| annotator.annotate(text.clone())).for_each(drop_seen));
        });
        group.bench_function(format!("code, {tier}"), |bencher| {
            bencher.iter(|| documents.iter().map(|document| coder.code(document)).for_each(drop_seen));
        });
        group.bench_function(format!("whole, {tier}"), |bencher| {
            bencher.iter(|| {
                for article in &articles {
                    let document = annotator.annotate(clean::clean(article));
                    let coding = coder.code(&document);
                    let mut written = Vec::new();
                    export::jsonl::write(&mut written, &export::records(&coding.events, &document))
                        .expect("memory takes everything");
                    drop_seen(written);
                }
            });
        });
    }
    group.finish();
}

/// Coding proper on two threads that share nothing but the knowledge; elements are sentences.
fn side_by_side(criterion: &mut Criterion) {
    /// So many that starting the threads does not count; an even number, so that both have the same work.
    const COPIES: usize = 40;
    let coder = Coder { knowledge: Knowledge::embedded() };
    let annotator = Annotator::fast().expect("the embedded model is sound");
    let documents: Vec<Document> = articles().iter().map(|article| annotator.annotate(clean::clean(article))).collect();
    let sentences: usize = documents.iter().map(|document| document.sentences.len()).sum();
    let code = |thread: usize| {
        for copy in 0..COPIES {
            let own = documents.iter().skip((copy + thread) % 2).step_by(2);
            own.map(|document| coder.code(document)).for_each(drop_seen);
        }
    };
    let mut group = criterion.benchmark_group("side by side");
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(8));
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements((sentences * COPIES) as u64));
    group.bench_function("code on two threads, fast", |bencher| {
        bencher.iter(|| {
            thread::scope(|scope| {
                scope.spawn(|| code(0));
                scope.spawn(|| code(1));
            });
        });
    });
    group.finish();
}

/// Keeps the compiler from leaving out the work whose result nobody reads.
fn drop_seen<Value>(value: Value) {
    drop(black_box(value));
}

fn start_up(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start-up");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5));
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("knowledge", |bencher| bencher.iter_with_large_drop(Knowledge::embedded));
    group.bench_function("model, fast", |bencher| bencher.iter(|| Model::from_bytes(model::FAST)));
    group.bench_function("model, accurate", |bencher| bencher.iter(|| Model::from_bytes(model::ACCURATE)));
    group.finish();
}

criterion_group!(benches, stages, side_by_side, start_up);
criterion_main!(benches);
