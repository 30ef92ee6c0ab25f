//! The listener: a thread for each connection, since a stream of changes stays open.

use std::io::{self, BufWriter, Read as _, Write as _};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use super::{Live, answer, request};

/// How long the other side may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of what nobody wants to know is read all the same.
const MOST_UNREAD: u64 = 1 << 20;

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Listens at an address; port 0 is any that is free.
    ///
    /// # Errors
    /// When the address is taken or is none of this machine.
    pub fn bind(interface: IpAddr, port: u16) -> io::Result<Server> {
        let listener = TcpListener::bind((interface, port))?;
        let address = listener.local_addr()?;
        Ok(Server { listener, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers whoever asks, on threads of its own, as long as the process runs.
    pub fn start(self, live: Arc<Live>) {
        let accept = move || {
            for stream in self.listener.incoming().flatten() {
                let live = live.clone();
                std::thread::spawn(move || {
                    // Whoever goes away in the middle of an answer does not need it any more.
                    let _ = serve(&stream, &live);
                });
            }
        };
        std::thread::spawn(accept);
    }
}

/// Whether only this machine reaches an address.
pub fn is_loopback(address: IpAddr) -> bool {
    address.is_loopback()
}

fn serve(mut stream: &TcpStream, live: &Live) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let Some(asked) = request::read(&mut stream)? else { return Ok(()) };
    let mut out = BufWriter::new(stream);
    match asked {
        Ok(request) => answer::answer(&mut out, live, &request)?,
        Err(refusal) => answer::refuse(&mut out, refusal)?,
    }
    out.flush()?;
    // To close what still has something to say would break the connection before the answer is read.
    stream.shutdown(Shutdown::Write)?;
    let mut rest = stream.take(MOST_UNREAD);
    io::copy(&mut rest, &mut io::sink()).map(|_| ())
}
