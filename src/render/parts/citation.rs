//! How a document is cited: title in book marks, then its number, as 《党政机关公文格式》 has it.

use crate::model::Item;

/// `《关于……的通知》（天政办发〔2020〕3号）`; without a number the organ and the day stand in for it.
///
/// Book marks within the title become the single ones of GB/T 15834.
pub(in crate::render) fn citation(item: &Item, organ: &str) -> String {
    match (item.number_shown(), item.published_on()) {
        (Some(number), _) => cited(&item.title, &number),
        (None, Some(day)) => {
            let day = day.format("%Y年%-m月%-d日");
            cited(&item.title, &format!("{organ}，{day}"))
        }
        (None, None) => cited(&item.title, organ),
    }
}

fn cited(title: &str, by: &str) -> String {
    let title = title.trim().replace('《', "〈").replace('》', "〉");
    format!("《{title}》（{by}）")
}

#[cfg(test)]
mod tests {
    use super::cited;

    #[test]
    fn a_title_within_a_title_takes_the_single_marks() {
        assert_eq!(
            cited("关于印发《办法》的通知", "天政办发〔2020〕3号"),
            "《关于印发〈办法〉的通知》（天政办发〔2020〕3号）"
        );
    }
}
