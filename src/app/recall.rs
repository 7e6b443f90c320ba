//! Going back through what was typed before, and on again to what was being typed.

use super::prompt::Prompt;

/// Where one is among what was typed before.
#[derive(Debug, Clone, Default)]
pub struct Recall {
    /// How far back; 0 for what was being typed.
    back: usize,
    /// What was being typed before one went back.
    draft: String,
}

impl Recall {
    /// Puts an earlier text in place of what is typed, or a later one; says whether there was one. `past` has the
    /// newest last.
    pub(super) fn turn(&mut self, past: &[String], further: bool, prompt: &mut Prompt) -> bool {
        let back = if further { self.back + 1 } else { self.back.saturating_sub(1) };
        if back > past.len() || back == self.back {
            return false;
        }
        if self.back == 0 {
            prompt.text().clone_into(&mut self.draft);
        }
        self.back = back;
        let recalled = past.len().checked_sub(back).and_then(|place| past.get(place));
        *prompt = Prompt::with(recalled.unwrap_or(&self.draft));
        true
    }
}
