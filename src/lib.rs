//! gongkai turns a county's folder of Markdown items into its disclosure platform (政府信息公开平台)
//! and tells its office what is missing, late or unlawful.

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
