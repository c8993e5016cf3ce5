//! The same site gives the same bytes, whatever the machine does meanwhile.

use rayon::ThreadPoolBuilder;

use crate::workshop::{Files, Workshop, assert_same};

fn built_with(threads: usize) -> Files {
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    // Every workshop has another root folder.
    let site = Workshop::whole();
    pool.install(|| site.build());
    site.public()
}

#[test]
fn one_thread_and_many_give_the_same_bytes_in_whatever_folder() {
    let one = built_with(1);
    assert_same(&one, &built_with(7), "one thread and seven");
    assert_same(&one, &built_with(7), "one thread and seven again");
}

#[test]
fn no_page_says_when_or_where_it_was_made() {
    let site = Workshop::whole();
    site.build();
    let folder = site.root();
    let root = folder.to_str().expect("UTF-8");
    let today = chrono::Utc::now().date_naive();
    for (path, bytes) in site.public() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(root), "{path} names the folder");
        for day in [today, today.pred_opt().expect("a day")] {
            let written = [day.to_string(), day.format("%Y年%-m月%-d日").to_string()];
            assert!(
                !written.iter().any(|day| text.contains(day)),
                "{path} names the day"
            );
        }
    }
}
