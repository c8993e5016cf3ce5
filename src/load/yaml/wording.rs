//! What is wrong with the syntax, in an editor's words: the message, and how to mend it.

use serde_yaml::granit_parser::ErrorKind as Kind;

use super::brackets::{self, Seen};
use super::control::is_hidden;
use super::parse::Mistake;

const QUOTE: &str = "值里有冒号、井号、方括号等符号时，用半角双引号把整个值括起来";
const INDENT: &str = "同一层的键要左端对齐，下一层统一多缩进两个空格";
const CLOSE: &str = "补上成对的括号，并检查各项之间是不是半角逗号";

pub(super) fn of(mistake: &Mistake, seen: Seen<'_>) -> (String, &'static str) {
    match mistake {
        Mistake::SecondDocument => (
            "这里开始了第二段内容，一个文件只能有一段".to_owned(),
            "删去多余的“---”，或者把后面的内容移到别的文件",
        ),
        Mistake::KeyIsNoText => (
            "冒号前面应当是键的名字，这里却是列表或键值对".to_owned(),
            QUOTE,
        ),
        Mistake::SelfReference => (
            "这个 * 引用指向了包含它自己的内容".to_owned(),
            "删去引用，把内容直接写出来",
        ),
        Mistake::Parser(Kind::MappingValueNotAllowed) if seen.is_tabbed() => {
            of_kind(&Kind::TabInIndentation)
        }
        Mistake::Parser(kind) => brackets::of(kind, seen).unwrap_or_else(|| of_kind(kind)),
    }
}

fn of_kind(kind: &Kind) -> (String, &'static str) {
    let (message, help) = match kind {
        Kind::UnclosedFlowCollection { open } => {
            return (format!("「{open}」没有配对的右括号"), CLOSE);
        }
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("「{open}」和「{close}」不配对"), CLOSE);
        }
        Kind::UnexpectedCharacter { character } if is_hidden(*character) => {
            let code = u32::from(*character);
            return (
                format!("这里有一个看不见的控制字符（U+{code:04X}）"),
                "删去这个字符；它多半是复制文字时带进来的，看不见就把它前后的字一起删去，重新打一遍",
            );
        }
        Kind::UnexpectedCharacter { character } => {
            return (
                format!("「{character}」不能出现在这里"),
                "值以这个符号开头时，用半角双引号把整个值括起来",
            );
        }
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::FlowMappingValueAdjacentCollection => ("方括号或花括号里的内容不完整", CLOSE),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => {
            ("这里用制表符（Tab）缩进，YAML 只认空格", "把制表符换成空格")
        }
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => (
            "引号没有结束",
            "在值的末尾补上同样的半角引号；全角引号“”不能用来结束",
        ),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => (
            "引号结束之后还有内容",
            "把整个值括在一对引号里；值里面的双引号写成 \\\"，或者外面改用单引号",
        ),
        Kind::UnknownQuotedScalarEscape | Kind::InvalidQuotedScalarHexEscape => (
            "双引号里的反斜杠后面不是认得的字符",
            "反斜杠写成两个 \\\\，或者把外面的双引号改成单引号",
        ),
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => {
            ("一行里出现了第二个“冒号加空格”，或者这一行缩进不对", QUOTE)
        }
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => (
            "这一行没有冒号，认不出键和值",
            "写成“键: 值”，冒号用半角，后面空一格；上一行的值没写完时，这一行要缩进",
        ),
        Kind::InvalidIndentation
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::MappingKeyNotAllowed
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent => ("缩进不一致，认不出这一行属于哪一层", INDENT),
        Kind::UnknownAnchor => (
            "* 开头的值会被当作引用，而它所引用的内容不存在",
            "值本来就以星号开头的，用半角双引号把整个值括起来",
        ),
        Kind::MissingAnchorOrAliasName => (
            "* 或 & 后面没有名字",
            "值以星号或 & 开头时，用半角双引号把整个值括起来",
        ),
        Kind::InvalidBlockScalarHeader | Kind::ZeroBlockScalarIndent => (
            "| 或 > 的后面只能换行",
            "把文字移到下一行并缩进；值本来就以 | 或 > 开头的，用半角双引号括起来",
        ),
        Kind::CommentNotSeparated | Kind::ExpectedWhitespace => {
            ("这里缺一个空格", "井号、引号、括号前后和冒号后面要空一格")
        }
        _ => ("这里不合 YAML 的格式", QUOTE),
    };
    (message.to_owned(), help)
}
