//! `gongkai list`: what there is — columns, kinds, organs, rules, items, tasks of the work plans.

mod rules;

use std::path::Path;

use anyhow::Result;
use clap::{Args, ValueEnum};
use comfy_table::{Table, presets};
use serde_json::{Value, json};

use crate::commands::console::Console;
use crate::commands::{AsOf, Outcome};
use crate::model::{Due, Organ, Portal, Written};
use crate::pipeline;

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// columns 栏目、kinds 类型、organs 机构、rules 规则、items 信息、tasks 工作要点的任务
    #[arg(value_name = "对象")]
    what: What,
    /// 输出格式：text 文字、json 数据
    #[arg(long, value_name = "格式", default_value = "text")]
    format: Format,
    #[command(flatten)]
    as_of: AsOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Columns,
    Kinds,
    Organs,
    Rules,
    Items,
    Tasks,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Rows of a list: English keys, Chinese headings, values.
struct Listing {
    keys: &'static [(&'static str, &'static str)],
    rows: Vec<Vec<Value>>,
}

pub(super) fn run(root: &Path, args: &ListArgs, console: &Console) -> Result<Outcome> {
    let listing = if args.what == What::Rules {
        rules::rules(pipeline::audit_settings(root).as_ref())
    } else {
        let survey = pipeline::survey(root, args.as_of.day(), None)?;
        let listing = listing(args.what, &survey.portal);
        if !survey.faults.is_empty() {
            console.say(&format!(
                "有 {} 处错误，见 gongkai check。",
                survey.faults.len()
            ))?;
        }
        listing
    };
    match args.format {
        Format::Json => console.data(&format!(
            "{}\n",
            serde_json::to_string_pretty(&listing.json())?
        ))?,
        Format::Text => console.data(&format!("{}\n", listing.table().trim_fmt()))?,
    }
    Ok(Outcome::Done)
}

fn listing(what: What, portal: &Portal) -> Listing {
    match what {
        What::Columns => columns(portal),
        What::Kinds => kinds(portal),
        What::Organs => organs(portal),
        What::Rules => rules::rules(Some(&portal.site.settings.audit)),
        What::Items => items(portal),
        What::Tasks => tasks(portal),
    }
}

fn columns(portal: &Portal) -> Listing {
    let catalogue = &portal.site.catalogue;
    let rows = catalogue.iter().map(|(ix, column)| {
        let required: Vec<&str> = column.required_of.iter().map(|kind| kind.key()).collect();
        let items = portal.shelf(None, ix).items.len();
        vec![
            json!(&*column.id),
            json!(column.name),
            json!(column.parent.map(|parent| &*catalogue[parent].id)),
            json!(column.kinds),
            json!(required),
            json!(column.update.map(crate::model::Freshness::label)),
            json!(items),
            json!(column.basis),
        ]
    });
    Listing {
        keys: &[
            ("id", "编号"),
            ("name", "名称"),
            ("parent", "上级"),
            ("kinds", "类型"),
            ("required_of", "必备机构"),
            ("update", "更新期限"),
            ("items", "条数"),
            ("basis", "依据"),
        ],
        rows: rows.collect(),
    }
}

fn kinds(portal: &Portal) -> Listing {
    let rows = portal.site.kinds.iter().map(|(_, kind)| {
        vec![
            json!(kind.id),
            json!(kind.name),
            json!(kind.required),
            json!(kind.description),
        ]
    });
    Listing {
        keys: &[
            ("id", "编号"),
            ("name", "名称"),
            ("required", "必填"),
            ("description", "说明"),
        ],
        rows: rows.collect(),
    }
}

fn organs(portal: &Portal) -> Listing {
    let row = |organ: &Organ| {
        vec![
            json!(&*organ.id),
            json!(organ.name),
            json!(organ.short),
            json!(organ.kind.key()),
            json!(organ.uscc),
        ]
    };
    Listing {
        keys: &[
            ("id", "编号"),
            ("name", "名称"),
            ("short", "简称"),
            ("kind", "性质"),
            ("uscc", "统一社会信用代码"),
        ],
        rows: portal
            .site
            .register
            .iter()
            .map(|(_, organ)| row(organ))
            .collect(),
    }
}

fn items(portal: &Portal) -> Listing {
    let rows = portal.iter().map(|(ix, item)| {
        let columns: Vec<&str> = portal.placements[ix.0 as usize]
            .iter()
            .map(|column| &*portal.site.catalogue[*column].id)
            .collect();
        vec![
            json!(item.published_on().map(|day| day.to_string())),
            json!(&*portal.site.register[item.organ].id),
            json!(portal.site.kinds[item.kind.value].id),
            json!(item.title.value),
            json!(item.number_shown()),
            json!(columns),
            json!(&*item.source),
            json!(portal.item_path(item)),
        ]
    });
    Listing {
        keys: &[
            ("published_on", "发布日期"),
            ("organ", "机构"),
            ("kind", "类型"),
            ("title", "标题"),
            ("document_number", "发文字号"),
            ("columns", "栏目"),
            ("path", "文件"),
            ("url", "网址"),
        ],
        rows: rows.collect(),
    }
}

/// The rows of every work plan in force; how far each unit is with them is for the audit to say.
fn tasks(portal: &Portal) -> Listing {
    let names = |units: &[Written<String>]| -> Vec<String> {
        units.iter().map(|unit| unit.value.clone()).collect()
    };
    let plans = portal.site.work_plans.iter();
    let tasks = plans.flat_map(|plan| plan.tasks.iter().map(move |task| (plan, task)));
    let rows = tasks.map(|(plan, task)| {
        let due = match task.due.value {
            Due::By(day) => day.to_string(),
            Due::Continuous => "持续".to_owned(),
        };
        vec![
            json!(plan.task_name(task)),
            json!(due),
            json!(names(&task.lead)),
            json!(names(&task.units)),
            json!(task.summary),
        ]
    });
    Listing {
        keys: &[
            ("task", "编号"),
            ("due", "期限"),
            ("lead", "牵头单位"),
            ("units", "其他责任单位"),
            ("summary", "任务"),
        ],
        rows: rows.collect(),
    }
}

impl Listing {
    fn json(&self) -> Value {
        let object = |row: &Vec<Value>| {
            let pairs = self.keys.iter().zip(row);
            Value::Object(
                pairs
                    .map(|((key, _), value)| ((*key).to_owned(), value.clone()))
                    .collect(),
            )
        };
        Value::Array(self.rows.iter().map(object).collect())
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(self.keys.iter().map(|(_, heading)| *heading));
        for row in &self.rows {
            table.add_row(row.iter().map(plain));
        }
        table
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
