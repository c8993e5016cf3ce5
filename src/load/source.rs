//! Bytes of a file become text, or a fault that says why not.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::GB18030;

use super::fault::{FILE_TOO_LARGE, LINK_OUTSIDE_SITE, NOT_UTF_8, UNREADABLE_FILE};
use super::reading::Reading;
use crate::model::Span;

/// What a text file may hold. The longest statute is well below one megabyte.
const TEXT_LIMIT: u64 = 8 * 1024 * 1024;
/// What a data table may hold.
pub(super) const TABLE_LIMIT: u64 = 64 * 1024 * 1024;

/// The site's folder, by its own name and by its real one.
#[derive(Debug, Clone)]
pub(super) struct Root {
    /// As given.
    pub(super) path: PathBuf,
    /// With every link followed.
    real: PathBuf,
    /// Folders that have been asked about, and whether they lie within: to follow every link above every file
    /// costs as much as to read it.
    folders: Arc<Mutex<HashMap<PathBuf, bool>>>,
}

impl Root {
    /// # Errors
    /// When the folder does not exist or cannot be read.
    pub(super) fn new(path: &Path) -> std::io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            real: path.canonicalize()?,
            folders: Arc::default(),
        })
    }

    /// The file of a path from the root.
    pub(super) fn join(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// Whether the file, every link followed, still lies within the site.
    pub(super) fn holds(&self, file: &Path) -> std::io::Result<bool> {
        let is_link = file.symlink_metadata()?.is_symlink();
        match (file.parent(), file.file_name()) {
            (Some(folder), Some(_)) if !is_link => self.holds_folder(folder),
            _ => Ok(file.canonicalize()?.starts_with(&self.real)),
        }
    }

    fn holds_folder(&self, folder: &Path) -> std::io::Result<bool> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(inside) = folders.get(folder) {
            return Ok(*inside);
        }
        let inside = folder.canonicalize()?.starts_with(&self.real);
        folders.insert(folder.to_owned(), inside);
        Ok(inside)
    }

    /// A real path as it is said: from the site's root.
    pub(super) fn shown(&self, real: &Path) -> String {
        let inside = real.strip_prefix(&self.real).unwrap_or(real);
        inside.display().to_string()
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.join(path).symlink_metadata().is_ok()
    }
}

/// Reads a text file; none after a fault that has been reported.
pub(super) fn text(root: &Root, reading: &Reading) -> Option<String> {
    let bytes = bytes(root, reading, TEXT_LIMIT)?;
    decode(bytes, reading)
}

/// The text of a file of the site, to show what is wrong in it; none where it could not have been read. What is wrong
/// in tables is shown too.
#[must_use]
pub fn shown_text(root: &Path, path: &str) -> Option<String> {
    let root = Root::new(root).ok()?;
    let bytes = bytes(&root, &Reading::new(path), TABLE_LIMIT)?;
    String::from_utf8(bytes).ok()
}

/// Reads a file up to a limit; none after a fault that has been reported.
pub(super) fn bytes(root: &Root, reading: &Reading, limit: u64) -> Option<Vec<u8>> {
    let path = root.join(&reading.path);
    match root
        .holds(&path)
        .and_then(|inside| read(&path, inside, limit))
    {
        Ok(Outcome::Bytes(bytes)) => Some(bytes),
        Ok(Outcome::Outside) => {
            report_link(reading);
            None
        }
        Ok(Outcome::NoFile) => {
            report_no_file(reading);
            None
        }
        Ok(Outcome::TooLarge(size)) => {
            report_size(size, limit, reading);
            None
        }
        Err(error) => {
            report_error(&error, reading);
            None
        }
    }
}

/// What is said of it.
pub(super) const NO_FILE: &str = "这不是文件，是管道、套接字或设备";

enum Outcome {
    Bytes(Vec<u8>),
    Outside,
    NoFile,
    TooLarge(u64),
}

fn read(path: &Path, inside: bool, limit: u64) -> std::io::Result<Outcome> {
    if !inside {
        return Ok(Outcome::Outside);
    }
    let facts = path.metadata()?;
    if !facts.is_file() && !facts.is_dir() {
        return Ok(Outcome::NoFile);
    }
    let file = File::open(path)?;
    if facts.len() > limit {
        return Ok(Outcome::TooLarge(facts.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).unwrap_or_default() + 1);
    // A file may grow between the two calls.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    Ok(if size > limit {
        Outcome::TooLarge(size)
    } else {
        Outcome::Bytes(bytes)
    })
}

/// Says that a link leads out of the site.
pub(super) fn report_link(reading: &Reading) {
    let help = "把要公开的文件复制到网站文件夹里，不要用链接：链接会把文件夹之外的内容带到网上";
    reading.report_file(LINK_OUTSIDE_SITE, "这个符号链接指向网站文件夹之外", help);
}

/// Says that something stands where only a file may: whoever opens a pipe waits for somebody to write into it.
pub(super) fn report_no_file(reading: &Reading) {
    let help = "这里只能放文件和文件夹，请把它移走";
    reading.report_file(UNREADABLE_FILE, NO_FILE, help);
}

fn report_size(size: u64, limit: u64, reading: &Reading) {
    const MEGABYTE: u64 = 1024 * 1024;
    let message = format!(
        "文件有 {} MB，超过 {} MB 的上限，没有读取",
        size.div_ceil(MEGABYTE),
        limit / MEGABYTE
    );
    let help = "正文里不要嵌入图片数据；大的内容另存为附件，在正文中链接";
    reading.report_file(FILE_TOO_LARGE, message, help);
}

/// Says that a file cannot be read.
pub(super) fn report_error(error: &std::io::Error, reading: &Reading) {
    use std::io::ErrorKind as Kind;
    let (message, help) = match error.kind() {
        Kind::NotFound => (
            "文件不存在，或者链接的目标已经不在",
            "恢复这个文件，或者删去链接",
        ),
        Kind::PermissionDenied => (
            "没有读取这个文件的权限",
            "请给运行 gongkai 的用户加上读取权限",
        ),
        Kind::IsADirectory => ("这里应当是文件，却是文件夹", "给文件夹换一个名字"),
        _ => ("文件读不出来", "请检查磁盘或网络驱动器，必要时从备份恢复"),
    };
    let message = match error.kind() {
        Kind::NotFound | Kind::PermissionDenied | Kind::IsADirectory => message.to_owned(),
        _ => format!("{message}（{error}）"),
    };
    reading.report_file(UNREADABLE_FILE, message, help);
}

/// UTF-8, or a fault that names the encoding it seems to be.
pub(super) fn decode(bytes: Vec<u8>, reading: &Reading) -> Option<String> {
    let (good, bytes) = match String::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            None => return Some(text),
            Some(at) => (at, text.into_bytes()),
        },
        Err(error) => (error.utf8_error().valid_up_to(), error.into_bytes()),
    };
    let before = String::from_utf8_lossy(bytes.get(..good).unwrap_or_default());
    let span = Span::locate(&before, good, good + 1);
    let table = reading.path.to_ascii_lowercase().ends_with(".csv");
    if let Some(program) = program(&bytes) {
        let message = format!("这是 {program} 的文件，改了后缀也不是文本");
        let help = if table { SAVE_TABLE_AS } else { WRITE_ANEW };
        reading.report_file(NOT_UTF_8, message, help);
        return None;
    }
    let (message, help) = match encoding(&bytes, &before) {
        Some(name) => {
            let help = if table { SAVE_TABLE_AS } else { SAVE_AS };
            (format!("文件的编码是 {name}，不是 UTF-8"), help)
        }
        None => {
            let place = format!("第 {} 行第 {} 个字符处", span.line, span.character);
            let message = format!("{place}有不属于 UTF-8 文本的字节，文件可能已损坏");
            (
                message,
                "用备份恢复这个文件，或者删去损坏处的字符后另存为 UTF-8",
            )
        }
    };
    reading.report(NOT_UTF_8, span, message, help);
    None
}

/// The program whose file was given the ending of a text; none of a text, in whatever encoding.
fn program(bytes: &[u8]) -> Option<&'static str> {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    match bytes {
        [b'P', b'K', 3, 4, ..] if has(b"word/") => Some("Word"),
        [b'P', b'K', 3, 4, ..] if has(b"xl/") => Some("Excel"),
        [b'P', b'K', 3, 4, ..] => Some("压缩软件"),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some("Word、Excel 或 WPS"),
        [b'%', b'P', b'D', b'F', ..] => Some("PDF 阅读器"),
        _ => None,
    }
}

/// The encoding that the bytes seem to be in; none when they seem to be damaged UTF-8.
fn encoding(bytes: &[u8], before: &str) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => return Some("UTF-16（记事本里叫“Unicode”）"),
        [0xfe, 0xff, ..] => return Some("UTF-16（记事本里叫“Unicode big endian”）"),
        _ => {}
    }
    // Notepad writes a mark at the beginning; other programs leave it out, and ASCII shows as every other zero.
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if zeros > 8 && zeros * 10 > bytes.len() {
        return Some("UTF-16");
    }
    // Chinese in UTF-8 takes three bytes a character, which GBK forms only by rare chance.
    let chinese = before.chars().filter(|c| c.len_utf8() == 3).count();
    let gbk = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    let is_gbk = chinese < 4 && !bytes.contains(&0) && gbk.is_some();
    is_gbk.then_some("GBK")
}

const SAVE_TABLE_AS: &str = "用表格软件打开，另存为“CSV UTF-8（逗号分隔）”或 XLSX";
const WRITE_ANEW: &str = "改回原来的后缀（如 .docx），作为附件；信息本身另写一个 .md 文件，可用 gongkai new 生成，再把文字粘贴进去";
const SAVE_AS: &str = "用记事本打开，选“文件—另存为”，在“编码”处选 UTF-8，保存覆盖原文件";
