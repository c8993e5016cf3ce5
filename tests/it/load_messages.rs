//! What an editor is told of a slip: what is so, where, and what to write.

use crate::small_site::{SmallSite, item};

/// Whether all that is said of a site has these words.
fn says(site: &SmallSite, words: &[&str]) {
    let said = site.said();
    for word in words {
        assert!(said.contains(word), "{word} in {said}");
    }
}

#[test]
fn the_state_s_code_of_a_site_has_ten_characters() {
    let site = SmallSite::new();
    for (code, is_right) in [
        ("\"3310230001\"", true),
        ("bm12000001", true),
        ("\"123\"", false),
        ("0123", false),
        ("３３１０２３０００１", false),
        ("331023-001", false),
    ] {
        let settings = format!(
            "site:\n  name: 天台县人民政府\n  url: https://gk.example/\n  id_code: {code}\n"
        );
        site.write("gongkai.yaml", settings);
        let said = site.said();
        assert_eq!(said.is_empty(), is_right, "{code}: {said}");
        let told = said.contains("SRC026 wrong-code\n  在 gongkai.yaml:4:12");
        assert_eq!(told, !is_right, "{code}: {said}");
    }
}

#[test]
fn a_mandated_column_keeps_its_name() {
    let renamed =
        "columns:\n  - {id: budgets, name: 钱}\n  - {id: guide, name: 政府信息公开指南}\n";
    let site = SmallSite::with(&[("seeds/catalogue/county.yaml", renamed)]);
    says(
        &site,
        &[
            "SRC028 loosened-column",
            "不能改名为「钱」",
            "写规定的名称「财政预决算」",
        ],
    );
    assert!(!site.said().contains("guide"));
    let catalogue = site.load().site.catalogue;
    let budgets = catalogue.find("budgets").expect("a column");
    assert_eq!(catalogue[budgets].name, "财政预决算");
}
