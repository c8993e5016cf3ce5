//! One at a time builds a site or numbers its items: a lock that dies with its process.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::bail;

use super::trouble::cannot;

const NAME: &str = "lock";
const PAUSE: Duration = Duration::from_millis(100);
const PATIENCE: u32 = 100;

/// Held while the site is written or the next number of an item is looked for; the operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, never read")] File);

impl Lock {
    /// Takes the lock, or none when another process holds it.
    pub(super) fn seize(cache: &Path) -> anyhow::Result<Option<Self>> {
        fs::create_dir_all(cache).map_err(|error| cannot("新建文件夹", cache)(error))?;
        let path = cache.join(NAME);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| cannot("打开", &path)(error))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            // A file system without locks: no reason not to build.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                Ok(Some(Self(file)))
            }
            Err(TryLockError::Error(error)) => Err(cannot("锁定", &path)(error)),
        }
    }

    /// Takes the lock; waits some seconds for another build to end.
    ///
    /// # Errors
    /// When it does not end, or the machine fails.
    pub fn wait(cache: &Path) -> anyhow::Result<Self> {
        for _ in 0..PATIENCE {
            if let Some(lock) = Self::seize(cache)? {
                return Ok(lock);
            }
            sleep(PAUSE);
        }
        bail!("另一个 gongkai 正在生成这个网站，等了 10 秒还没有结束；请等它结束后再试")
    }
}
