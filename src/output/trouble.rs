//! The machine's failures, in the editor's language and with the path they concern.

use std::io::{self, ErrorKind};
use std::path::Path;

/// Turns a failure into an error that says what could not be done to which path, and why.
pub(super) fn cannot<'a>(
    deed: &'a str,
    path: &'a Path,
) -> impl FnOnce(io::Error) -> anyhow::Error + 'a {
    move |error| {
        let reason = reason(error.kind());
        let path = path.display();
        anyhow::anyhow!("无法{deed} {path}：{reason}（{error}）")
    }
}

fn reason(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "磁盘空间不足，请腾出空间后再试"
        }
        ErrorKind::PermissionDenied => "没有权限，请检查这个路径的读写权限",
        ErrorKind::ReadOnlyFilesystem => "所在的磁盘是只读的",
        ErrorKind::NotFound => "路径不存在，可能刚被移走",
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹",
        ErrorKind::IsADirectory => "这个位置上是一个文件夹",
        ErrorKind::DirectoryNotEmpty => "文件夹里还有别的文件",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序占用",
        _ => "系统报错",
    }
}
