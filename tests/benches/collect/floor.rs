//! The floor: requests and answers on bare sockets, one connection a host. Nothing that collects pages
//! over HTTP can be cheaper by much.

use std::error::Error;
use std::io::{Error as IoError, ErrorKind};
use std::net::Ipv4Addr;

use futures_util::future::try_join_all;
use tokio::net::TcpStream;

use crate::sides::Had;
use crate::site::{PAGE_BYTES, Site, hosts, path};
use crate::wire::{head_end, read, write};

/// Bytes read at once.
const BUFFER_BYTES: usize = 128 << 10;

pub(crate) fn collect(site: Site) -> Result<Had, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let had = runtime.block_on(try_join_all(hosts().map(|host| one_host(site, host))))?;
    Ok(had.into_iter().sum())
}

async fn one_host(site: Site, host: usize) -> std::io::Result<Had> {
    let ip = Ipv4Addr::new(127, 0, 1, u8::try_from(host).map_err(IoError::other)?);
    let stream = TcpStream::connect((ip, site.port)).await?;
    stream.set_nodelay(true)?;
    let mut had = Had::default();
    let mut buffer = vec![0; BUFFER_BYTES];
    for page in 0..site.pages_per_host {
        let request = format!("GET {} HTTP/1.1\r\nhost: {ip}:{}\r\n\r\n", path(page), site.port);
        write(&stream, request.as_bytes()).await?;
        let (mut n_read, mut end) = (0, None);
        while end.is_none_or(|end| n_read < end + PAGE_BYTES) {
            match read(&stream, buffer.get_mut(n_read..).unwrap_or_default()).await? {
                0 => return Err(ErrorKind::UnexpectedEof.into()),
                n => n_read += n,
            }
            end = end.or_else(|| head_end(buffer.get(..n_read).unwrap_or_default()));
        }
        had.add(PAGE_BYTES, None);
    }
    Ok(had)
}
