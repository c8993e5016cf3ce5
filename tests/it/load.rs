//! Whole sites, sound and broken, through `load`.

use std::path::Path;

use gongkai::load::load;

#[test]
fn the_sample_site_loads_without_a_fault() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let loaded = load(root).expect("the sample site");
    assert_eq!(loaded.faults, []);
    assert!(loaded.site.items.len() >= 30);
    assert!(loaded.site.catalogue.len() >= 60 && loaded.site.kinds.0.len() >= 30);
    assert_eq!(loaded.site.work_plans.len(), 1);
}
