//! Characters that look like others: programs write radicals and ligatures where authors typed letters.
//!
//! # Why
//! A PDF names the shapes that it draws, and a font draws ⼈ (a radical) and 人 with one shape; many
//! programs then name the first of the two. Nobody searches for a radical.

/// The text with radicals (U+2F00–2FD5, and those of U+2E80–2EFF that fonts draw as whole characters)
/// and Latin ligatures as what they look like.
pub(super) fn without_lookalikes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match ligature(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(without_radical(c)),
        }
    }
    plain
}

fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// By the Unicode standard ⼾ is 戶, but in mainland fonts it is drawn as 户 is.
fn without_radical(c: char) -> char {
    const CHARACTERS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
    const LOOKALIKES: &str = "⺂乛⺃乚⺅亻⺉刂⺎兀⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺭礻⺯糹⺰纟⺱罓⺹耂⺺肀⺾艹⺿艹⻀艹⻂衤⻃覀⻈讠⻌辶⻍辶⻎辶⻐钅⻑長⻒镸⻖阝⻟飠⻠饣⻪黾⻫斉⻭歯⻯竜⻱龜⻲亀⺩王⺫目⺮竹⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
    if ('\u{2e80}'..='\u{2eff}').contains(&c) {
        let mut behind = LOOKALIKES.chars().skip_while(|other| *other != c).skip(1);
        return behind.next().unwrap_or(c);
    }
    match u32::from(c).checked_sub(0x2f00) {
        Some(at @ 0..=213) => CHARACTERS.chars().nth(at as usize).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::without_lookalikes;

    #[test]
    fn radicals_and_ligatures_are_what_they_look_like() {
        assert_eq!(without_lookalikes("⼈⺠政⼀⿕ oﬃce"), "人民政一龠 office");
        assert_eq!(without_lookalikes("⻓⻔⻪⼾⼝"), "长门黾户口");
    }
}
