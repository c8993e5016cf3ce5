//! What Tera says of a template, in Chinese.

/// Tera's sentences with holes for names, and what they mean; each hole keeps its place in the order.
const SENTENCES: &[(&str, &str)] = &[
    ("Unknown filter {}", "没有这个过滤器：{}"),
    ("Unknown component {}", "没有这个组件：{}"),
    ("Unknown template {}", "没有这个模板：{}"),
    ("Unknown test {}", "没有这个判断（is …）：{}"),
    ("Unknown function {}", "没有这个函数：{}"),
    ("Unknown tag", "没有这个标签"),
    (
        "Found {} but the only types allowed are: {}",
        "没有 {} 这个类型，可用的类型是：{}",
    ),
    (
        "Value {} is out of range for {}",
        "数 {} 太大或太小，超出了 {} 的范围",
    ),
    (
        "Maximum render recursion depth for components exceeded.",
        "组件调用自己，或者几个组件互相调用，没有尽头：请去掉其中的一处调用",
    ),
    (
        "Unexpected end of input",
        "模板到此突然结束，可能缺少 {% end… %} 或 }}",
    ),
    ("Found {} but expected {}.", "这里是{}，应当是{}"),
    (
        "Found {} but expected one of: {}",
        "这里不能是{}，可以是：{}",
    ),
    ("Found {} but expected {}", "这里是{}，应当是{}"),
    ("Unexpected character", "这里有不认得的字符"),
    (
        "String opened with {} is missing its closing {}",
        "{} 开头的文字没有用 {} 结束",
    ),
    ("Closing comment tag {} not found", "备注没有结束，缺 {}"),
    (
        "unexpected end of raw block",
        "raw 没有结束，缺 {% endraw %}",
    ),
    ("Found {} but was expecting {}.", "这里是{}，应当是{}"),
    ("Unclosed component {}", "组件没有结束标签：{}"),
    (
        "Closing tag {} doesn't match opening tag {}",
        "结束标签 {} 与开始标签 {} 不配对",
    ),
    (
        "{} was named {} in the opening tag, found {} as name in the end tag",
        "{} 开始时叫 {}，结束标签里却写着 {}",
    ),
    (
        "Template is already extending {}",
        "模板已经继承了 {}，不能再继承一个",
    ),
    (
        "`extends` needs to be the first tag of the template",
        "extends 要写在模板的最前面",
    ),
    (
        "Template already contains a block named {}",
        "模板里已有同名的 block：{}",
    ),
    (
        "Block {} is not defined in any parent template",
        "上级模板里没有这个 block：{}",
    ),
    (
        "Template already contains a component named {}",
        "模板里已有同名的组件：{}",
    ),
    (
        "Component {} is defined in both {} and {}",
        "组件 {} 写了两处：{} 和 {}",
    ),
    (
        "Tried to render a variable that is undefined",
        "要显示的变量不存在，请核对名称",
    ),
    (
        "Variable {} exists but its value is undefined",
        "变量没有值：{}",
    ),
    (
        "Variable {} is not defined. Available variables: {}",
        "变量不存在：{}，可用的变量是：{}",
    ),
    ("Variable {} is not defined.", "变量不存在：{}"),
    (
        "Field {} is not defined. Available fields: {}",
        "字段不存在：{}，可用的字段是：{}",
    ),
    ("Field {} is not defined.", "字段不存在：{}"),
    ("Field {} is not defined", "字段不存在：{}"),
    (
        "Unknown argument(s) {} in component call. Possible argument(s) are: {}",
        "组件没有这个参数：{}，它的参数是：{}",
    ),
    (
        "Unknown argument(s) {} in component call.",
        "组件没有这个参数：{}",
    ),
    (
        "Component argument {} (type: {}) does not match expected type: {}",
        "组件的参数类型不对：{}（类型是 {}），应当是 {}",
    ),
    (
        "Argument {} (type: {}) missing.",
        "组件少了参数：{}（类型是 {}）",
    ),
    ("Argument {} missing.", "组件少了参数：{}"),
    ("Missing keyword argument {}", "少了参数：{}"),
    (
        "Invalid type for the value, expected {} but got {}",
        "值的类型不对，应当是 {}，现在是 {}",
    ),
    (
        "Iteration not possible on type {}",
        "for 只能用于列表和键值对，这里是 {}",
    ),
    (
        "Key/value iteration is not possible on type {}, only on maps.",
        "for 的“键, 值”只能用于键值对，这里是 {}",
    ),
    ("Cannot compare {} with {}", "{} 与 {} 不能比较"),
    (
        "Math operations can only be done on numbers, found {}",
        "只有数能计算，这里是 {}",
    ),
    (
        "`+` requires both operands to be numbers, found {} and {}",
        "“+”只能用于数，这里是 {} 和 {}；连接文字用“~”",
    ),
    ("Cannot divide by 0", "除数不能是 0"),
    (
        "Cannot index into an undefined value",
        "要取其中一项的变量不存在，请核对名称",
    ),
    (
        "{} is a reserved keyword of Tera, it cannot be {}.",
        "{} 是模板引擎的保留字，不能用作变量名",
    ),
    ("Template {} not found", "没有这个模板：{}"),
    ("Component {} not found", "没有这个组件：{}"),
];

/// What stands in the holes where Tera speaks of a sort of thing.
const SORTS: &[(&str, &str)] = &[
    ("content", "网页内容"),
    ("comment", "备注"),
    ("identifier", "名称"),
    ("an identifier", "名称"),
    ("string", "文字"),
    ("integer", "整数"),
    ("float", "小数"),
    ("bool", "true 或 false"),
];

/// Tera's sentence in Chinese where it is one of the common ones, else its own words as a quotation.
pub(super) fn in_chinese(message: &str) -> String {
    let message = message.trim();
    SENTENCES
        .iter()
        .find_map(|(english, chinese)| Some(fill(chinese, &holes(english, message)?)))
        .unwrap_or_else(|| match message.contains(is_chinese) {
            // What the program's own filters and functions say.
            true => message.to_owned(),
            false => format!("模板引擎说「{message}」"),
        })
}

fn is_chinese(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// What stands in the holes of a sentence; none when the message is another.
fn holes<'m>(sentence: &str, message: &'m str) -> Option<Vec<&'m str>> {
    let mut literals = sentence.split("{}");
    let mut rest = message.strip_prefix(literals.next()?)?;
    let mut literals: Vec<&str> = literals.collect();
    let mut found = Vec::new();
    let Some(last) = literals.pop() else {
        return rest.is_empty().then_some(found);
    };
    for literal in literals {
        let (hole, behind) = rest.split_once(literal)?;
        found.push(hole);
        rest = behind;
    }
    found.push(rest.strip_suffix(last)?);
    Some(found)
}

fn fill(sentence: &str, holes: &[&str]) -> String {
    let mut literals = sentence.split("{}");
    let mut text = literals.next().unwrap_or_default().to_owned();
    for (hole, literal) in holes.iter().zip(literals) {
        let sort = SORTS.iter().find(|(english, _)| english == hole);
        text.push_str(sort.map_or(*hole, |(_, chinese)| chinese));
        text.push_str(literal);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{SENTENCES, fill, holes, in_chinese};

    #[test]
    fn names_keep_their_places_and_nothing_english_is_left_between_them() {
        for (message, said) in [
            ("Unknown filter `loud`", "没有这个过滤器：`loud`"),
            (
                "Variable `x` is not defined. Available variables: a, b",
                "变量不存在：`x`，可用的变量是：a, b",
            ),
            (
                "Field `nothing` is not defined. Available fields: title",
                "字段不存在：`nothing`，可用的字段是：title",
            ),
            (
                "Found identifier but expected `%}`.",
                "这里是名称，应当是`%}`",
            ),
            (
                "Unknown argument(s) `a` in component call. Possible argument(s) are: `b`",
                "组件没有这个参数：`a`，它的参数是：`b`",
            ),
            (
                "Iteration not possible on type `string`",
                "for 只能用于列表和键值对，这里是 `string`",
            ),
            ("Something new", "模板引擎说「Something new」"),
        ] {
            assert_eq!(in_chinese(message), said);
        }
    }

    #[test]
    fn a_sentence_says_no_more_names_in_chinese_than_in_english() {
        for (english, chinese) in SENTENCES {
            let names = ["甲", "乙", "丙"];
            let message = fill(english, &names);
            let found = holes(english, &message).expect(english);
            assert!(
                chinese.matches("{}").count() <= found.len(),
                "{english}: {chinese}"
            );
        }
    }
}
