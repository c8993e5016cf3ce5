//! How a reader who wants to apply for information gets to where it is done.

use crate::small_site::{SmallSite, item};

const SETTINGS: &str = "\
site:
  name: 天台县人民政府
  url: https://gk.example/tiantai/
  apply_url: https://apply.example/
";
const REGISTER: &str = "\
- {id: xzf, name: 天台县人民政府, kind: government, phone: 0576-83930000, email: xzf@gk.example}
- {id: zz, name: 天台县平桥镇人民政府, kind: township, phone: 0576-83930001（工作日）}
";

#[test]
fn pages_of_applications_lead_to_the_entrance_and_to_the_telephone() {
    let site = SmallSite::with(&[
        ("gongkai.yaml", SETTINGS),
        ("content/organs.yaml", REGISTER),
        ("content/xzf/apply.md", &item("application", "", "正文。")),
        ("content/xzf/other.md", &item("other", "", "正文。")),
    ]);
    let built = site.built();
    let entrance = "href=\"https://apply.example/\" rel=\"external noopener\">网上提出申请";
    let dials = "<a href=\"tel:+86-576-83930000\">0576-83930000</a>";
    let writes = "<a href=\"mailto:xzf@gk.example\">xzf@gk.example</a>";
    let column = built.text("xzf/columns/application.html");
    for words in [entrance, dials, writes] {
        assert!(column.contains(words), "{words}");
    }
    assert!(built.text("xzf/apply.html").contains(entrance));
    assert!(!built.text("xzf/other.html").contains(entrance));
    assert!(!built.text("xzf/columns/other.html").contains(dials));
    // One that has said nothing yet can be asked nevertheless.
    let silent = built.text("zz/columns/application.html");
    assert!(silent.contains("在本栏目还没有公开信息"));
    assert!(silent.contains(entrance) && silent.contains("<dd>0576-83930001（工作日）</dd>"));
    for page in ["organs.html", "xzf/index.html"] {
        assert!(built.text(page).contains(dials), "{page}");
    }
}
