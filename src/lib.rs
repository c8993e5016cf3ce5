//! gongkai turns a county's folder of Markdown items into its disclosure platform (政府信息公开平台)
//! and tells its office what is missing, late or unlawful.
//!
//! # The map
//! The code reads as the sentence goes: **load → columns → audit → render → search → output**, with
//! [`model`] as the ground they all stand on. Imports run downward only; `tests/it/floors.rs` holds
//! the table of allowed arrows.
//!
//! ```text
//! 5  main          parse the command line, run, print the error, exit
//! 4  commands      one command a file
//! 3  pipeline      the stair: survey() and build()
//! 2  load          the only room that reads the user's files: bytes → typed values with their places
//!    columns       items + catalogue → the Portal: who discloses what in which column
//!    audit         rules over the Portal → findings
//!    render        Portal + theme → artifacts: pages, feeds, data, not made yet
//!    search        Portal → index artifacts
//!    output        the only room that writes the site, and only what changed
//!    report        diagnostics → terminal, json; the audit → text, json, csv, xlsx, html, sarif
//! 1  model         the nouns, one a file; no I/O, no clock
//!    markdown      the one reading of Markdown; beside model, for load, audit, render and search need it
//! ```
//!
//! # Glossary
//! | identifier | 中文 | article |
//! |---|---|---|
//! | [`model::Portal`] | 政府信息公开平台 | 条例 24 |
//! | [`model::Organ`], [`model::Register`] | 行政机关, 机构名录 | 条例 4 |
//! | [`model::Column`], [`model::Catalogue`] | 栏目, 栏目目录 | 条例 19–21 |
//! | [`model::Item`], [`model::Kind`] | 政府信息, 信息类型 | 条例 2 |
//! | directory (`render::views`) | 政府信息公开目录 | 条例 12 |
//! | guide (a kind) | 政府信息公开指南 | 条例 12 |
//! | application (a kind) | 依申请公开 | 条例 27–38 |
//! | [`model::Openness`] | 公开方式 | 条例 13–16 |
//! | [`model::DocumentNumber`] | 发文字号 | GB/T 9704 |
//! | index number | 索引号 | 条例 12 |
//! | [`model::Validity`] | 有效性 | |
//! | interprets, interpretation | 解读 | |
//! | [`model::WorkPlan`], [`model::Task`] | 工作要点, 重点任务 | |
//! | [`model::Calendar`] | 节假日与调休 | |
//! | statement (`absent: true`) | 无此类信息的声明 | |
//! | shelf | 一个栏目下的信息 | |
//! | [`model::Diagnostic`] | 问题 | |
//! | [`model::Artifact`] | 网站中尚未生成的一个文件 | |

pub mod audit;
pub mod columns;
pub mod commands;
pub mod load;
pub mod markdown;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod search;
