//! A reader with nothing to read, for the tests of the terminal: it draws one screen that is known, and fails in
//! the way its first argument names. Its second argument is a folder for what it leaves behind.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::bail;
use dateline::app::{App, Effect, Event, Settings};
use dateline::tui::{self, Interrupt, Interrupted, Perform, Setup};
use dateline::ui::Look;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

static FRAMES: AtomicUsize = AtomicUsize::new(0);
static LOADED: AtomicBool = AtomicBool::new(false);

/// Letters that terminals disagree about, and some they agree about.
const LETTERS: &str = "é ’ … ─ 漢字 がぎ नमस्ते ไทย עברית a\u{301} 🇳🇪 x";

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Draw,
    Control,
    Worker,
    Load,
    Stuck,
}

impl Fault {
    fn named(name: &str) -> Option<Self> {
        match name {
            "none" => Some(Self::None),
            "draw" => Some(Self::Draw),
            "control" => Some(Self::Control),
            "worker" => Some(Self::Worker),
            "load" => Some(Self::Load),
            "stuck" => Some(Self::Stuck),
            _ => None,
        }
    }
}

/// Leaves a mark where a library would save.
struct Marker {
    fault: Fault,
    folder: PathBuf,
}

impl Perform for Marker {
    fn perform(&mut self, effect: &Effect, _: &Interrupt) -> Result<Vec<Event>, Interrupted> {
        if *effect == Effect::Quit {
            if self.fault == Fault::Stuck {
                loop {
                    thread::park();
                }
            }
            let _ = std::fs::write(self.folder.join("saved"), "");
        }
        Ok(Vec::new())
    }
}

fn load(fault: Fault, folder: PathBuf) -> anyhow::Result<Marker> {
    while FRAMES.load(Ordering::SeqCst) == 0 {
        thread::sleep(Duration::from_millis(1));
    }
    LOADED.store(true, Ordering::SeqCst);
    match fault {
        Fault::Worker => bomb(),
        Fault::Load => bail!("the library is broken: \u{1b}[31m\u{202e}"),
        Fault::None | Fault::Draw | Fault::Control | Fault::Stuck => Ok(Marker { fault, folder }),
    }
}

#[expect(clippy::panic, reason = "a panic is what is tested")]
fn bomb() -> ! {
    panic!("the fault that was asked for \u{1b}[31m\u{202e}")
}

fn draw(fault: Fault, buffer: &mut Buffer) {
    let frame = FRAMES.fetch_add(1, Ordering::SeqCst);
    let Rect { width, height, .. } = buffer.area;
    match (fault, buffer.cell_mut((0, 0))) {
        (Fault::Draw, _) if frame > 0 => bomb(),
        (Fault::Control, Some(cell)) if frame > 0 => {
            #[expect(clippy::disallowed_methods, reason = "what must not be drawn is what is tested")]
            cell.set_symbol("\u{1b}]0;title\u{7}");
            return;
        }
        _ => {}
    }
    let state = if LOADED.load(Ordering::SeqCst) { "ready" } else { "loading" };
    for row in 0..height {
        let line = if row == 0 { format!("{width}x{height} {state} {frame}") } else { LETTERS.to_owned() };
        let style = Style::new().fg(Color::Indexed(u8::try_from(row % 256).unwrap_or(0)));
        let style = if row % 2 == 0 { style.add_modifier(Modifier::REVERSED) } else { style };
        buffer.set_string(0, row, &line, style);
        buffer.set_string(width.saturating_sub(5), row, "漢字がぎ", style);
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(fault) = arguments.next().as_deref().and_then(Fault::named) else { return ExitCode::from(64) };
    let folder = PathBuf::from(arguments.next().unwrap_or_default());
    let report_folder = folder.join("reports");
    let setup = Setup {
        programs: dateline::tui::Programs::default(),
        desk: Box::new(move |_| load(fault, folder)),
        app: App::new(Settings::default()).expect("the default keys are sound"),
        look: Look::default(),
        report_folder,
    };
    match tui::run_drawn_by(setup, |_: &App, _: &Look, buffer: &mut Buffer| {
        draw(fault, buffer);
        None
    }) {
        Ok(()) => {
            let _ = writeln!(io::stdout(), "frames={}", FRAMES.load(Ordering::SeqCst));
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}
