//! Other words by which readers look for what they can do: the palette and the help find it by these, too.

use super::action::Action;
use super::listing::View;

/// Words for actions, beside their names and what the help says of them.
const ALSO: &[(Action, &str)] = &[
    (Action::Advance, "scroll continue read on"),
    (Action::Done, "finish skip dismiss seen"),
    (Action::Star, "favourite bookmark flag save later pin like"),
    (Action::Archive, "delete remove clear hide mute unarchive"),
    (Action::ToggleRead, "seen unseen new"),
    (Action::Tag, "label category keyword add"),
    (Action::Untag, "label remove delete"),
    (Action::Snooze, "later remind postpone hide mute sleep tomorrow"),
    (Action::Select, "mark choose pick several"),
    (Action::SelectRange, "mark several visual"),
    (Action::SelectShown, "mark everything all"),
    (Action::ArchiveShown, "clear everything catch up mark all"),
    (Action::Retag, "edit fix change wrong country region topic"),
    (Action::Highlight, "mark underline quote annotate text"),
    (Action::Notes, "annotate comment remark annotation"),
    (Action::Undo, "take back revert"),
    (Action::Redo, "do again"),
    (Action::Repeat, "again same"),
    (Action::NextArticle, "down forward"),
    (Action::PreviousArticle, "up back"),
    (Action::Read, "open article view"),
    (Action::Return, "back leave close"),
    (Action::SwitchPane, "focus window"),
    (Action::First, "top start home"),
    (Action::Last, "bottom end"),
    (Action::NextUnread, "new jump match"),
    (Action::PreviousUnread, "new jump match"),
    (Action::Filter, "search find query narrow"),
    (Action::Find, "search text words"),
    (Action::Topics, "subject category filter"),
    (Action::Regions, "place nation continent filter"),
    (Action::Map, "world geography place"),
    (Action::Facets, "sidebar histogram time calendar filter statistics numbers"),
    (Action::ViewInbox, "home new view"),
    (Action::ViewUnread, "new view"),
    (Action::ViewStarred, "favourites bookmarks saved view"),
    (Action::ViewArchived, "old deleted view"),
    (Action::ViewAll, "all articles view"),
    (Action::Views, "saved searches folders notes snoozed"),
    (Action::Arrange, "order group compact comfortable rows layout oldest newest longest shortest"),
    (Action::Fold, "collapse expand hide section"),
    (
        Action::Provenance,
        "source original page why reason cleaned removed split join merge caption headline correct fix",
    ),
    (Action::Words, "evidence reason why highlight"),
    (Action::Companions, "duplicates similar timeline difference compare"),
    (Action::OpenLink, "browser url web site"),
    (Action::Links, "url web hints"),
    (Action::EditSource, "vim open original raw"),
    (Action::Copy, "yank clipboard url link"),
    (Action::CopyId, "clipboard number"),
    (Action::Export, "export save markdown json notes download"),
    (Action::Pipe, "shell command print mail send"),
    (Action::Narrower, "width measure column"),
    (Action::Wider, "width measure column"),
    (Action::Justify, "align block"),
    (Action::Hyphenate, "hyphen hyphenation"),
    (Action::JumpBack, "mark return position place before"),
    (Action::Zen, "full screen focus distraction"),
    (Action::Help, "help shortcuts manual bindings"),
    (Action::Log, "errors warnings problems history"),
    (Action::Dismiss, "cancel escape clear reset"),
    (Action::Back, "exit close leave"),
    (Action::Quit, "exit close leave"),
    (Action::Mouse, "click wheel touch"),
    (Action::Redraw, "refresh repaint"),
    (Action::Suspend, "background shell pause"),
];

/// Words for a theme.
pub(super) const OF_THEMES: &str = "colours colors dark light appearance scheme";

/// Words for the reading list.
pub(super) const OF_QUEUE: &str = "time hours budget minutes queue quick plan";

/// Other words for an action.
pub(super) fn of_action(action: Action) -> &'static str {
    ALSO.iter().find(|(known, _)| *known == action).map_or("", |(_, words)| words)
}

/// Other words for a standing view.
pub(super) const fn of_view(view: View) -> &'static str {
    match view {
        View::Noted => "notes highlights annotations comments export",
        View::Snoozed => "later postponed hidden reminders sleeping",
        View::Inbox
        | View::Unread
        | View::Starred
        | View::Archived
        | View::All
        | View::Saved(_)
        | View::Queue(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_action_has_its_words_once_and_in_small_letters() {
        let mut seen = HashSet::new();
        for (action, words) in ALSO {
            assert!(seen.insert(action), "{action:?} stands twice");
            let plain = |letter: char| letter == ' ' || letter.is_ascii_lowercase();
            assert!(!words.is_empty() && words.chars().all(plain), "{action:?}: {words}");
        }
    }
}
