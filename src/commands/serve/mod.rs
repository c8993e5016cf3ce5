//! `gongkai serve`: the preview — pages made when the browser asks, again after every edit.

mod answer;
mod content_type;
mod files;
mod limit;
mod lookout;
mod panel;
mod routes;
mod stage;
mod troubles;
mod watch;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::mpsc;

use anyhow::{Context, Result};
use clap::Args;
use tokio::net::TcpListener;

use super::console::Console;
use super::{AsOf, Outcome};
use crate::pipeline::{self, Audience};
use stage::{Curtain, Play};

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// 端口；0 表示由系统选一个空闲的
    #[arg(long, value_name = "端口", default_value_t = 8331, value_parser = port)]
    port: u16,
    /// 监听的地址（默认只有本机能访问）
    #[arg(long, value_name = "地址", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// 启动后打开浏览器
    #[arg(long)]
    open: bool,
    /// 也显示草稿和不主动公开的信息（只限本机访问）
    #[arg(long)]
    drafts: bool,
    /// 定时查看改动；站点在网络盘上时使用
    #[arg(long)]
    poll: bool,
    #[command(flatten)]
    as_of: AsOf,
}

/// Reads a port: clap's own reader would refuse one in English.
fn port(text: &str) -> Result<u16, &'static str> {
    text.parse().map_err(|_| "要写 0 到 65535 的整数，如 8331")
}

pub(super) fn run(root: &Path, args: &ServeArgs, console: &Console) -> Result<Outcome> {
    anyhow::ensure!(
        !args.drafts || args.host.is_loopback(),
        "--drafts 会显示未公开的信息，只能在本机地址上使用"
    );
    limit::raise();
    let (ask, messages) = mpsc::channel();
    let (raise, curtain) = tokio::sync::watch::channel(Curtain::default());
    watch::watch(root, &pipeline::default_out(root), args.poll, ask.clone())?;
    let play = Play {
        root: root.to_path_buf(),
        as_of: args.as_of.day(),
        audience: if args.drafts {
            Audience::Editors
        } else {
            Audience::Public
        },
        invocation: panel::Invocation::new(root),
    };
    std::thread::Builder::new()
        .name("stage".to_owned())
        .spawn(move || stage::perform(&play, &messages, &raise))
        .context("不能启动预览线程")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("不能启动预览服务")?;
    runtime.block_on(listen(args, ask, curtain, console))?;
    Ok(Outcome::Done)
}

async fn listen(
    args: &ServeArgs,
    ask: mpsc::Sender<stage::Message>,
    mut curtain: tokio::sync::watch::Receiver<Curtain>,
    console: &Console,
) -> Result<()> {
    let wanted = SocketAddr::new(args.host, args.port);
    let listener = TcpListener::bind(wanted)
        .await
        .with_context(|| format!("不能监听 {wanted}，可用 --port 0 另选一个端口"))?;
    let address = listener.local_addr().context("不能确定监听的地址")?;
    // The first state tells under which path the site lives.
    curtain.changed().await.context("预览线程没有启动")?;
    let base = curtain.borrow_and_update().base.clone();
    let url = format!(
        "http://{address}{}",
        if base.is_empty() { "/" } else { &*base }
    );
    console.data(&format!("{url}\n"))?;
    console.say("预览已启动，保存文件后页面自动更新；按 Ctrl+C 结束。")?;
    if args.open && open::that_detached(&url).is_err() {
        console.say("没能打开浏览器，请自行访问上面的地址。")?;
    }
    let routes = routes::routes(ask, curtain, address);
    axum::serve(listener, routes).await.context("预览服务中断")
}
