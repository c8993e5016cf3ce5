//! Data tables kept beside items: CSV and spreadsheets become rows of text.

mod head;
mod separated;
mod sheet;

pub(super) use separated::delimiter;

use super::fault::UNREADABLE_TABLE;
use super::reading::Reading;
use crate::model::DataTable;

/// Rows of cells.
type Rows = Vec<Vec<String>>;

/// Reads a table by the ending of its file's name; none after a fault that has been reported.
pub(super) fn read(bytes: Vec<u8>, reading: &Reading) -> Option<DataTable> {
    let ending = reading
        .path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let rows = match ending.as_deref() {
        Some("csv" | "txt" | "tsv") => separated::read(bytes, reading)?,
        Some("xlsx" | "xlsm" | "xls" | "ods") => sheet::read(bytes, reading)?,
        _ => {
            let help = "数据表用 CSV 或 XLSX 格式；其他文件请写到「attachments」里";
            report("这种文件不能显示为数据表", help, reading);
            return None;
        }
    };
    let table = head::arrange(rows);
    if table.is_none() {
        report("表格是空的", "第一行写列名，从第二行起写内容", reading);
    }
    table
}

/// Says what is wrong with the table as a whole.
fn report(message: impl Into<String>, help: &str, reading: &Reading) {
    reading.report_file(UNREADABLE_TABLE, message, help);
}
