//! The wording of a page's own lines: menus, buttons, lists, forms and adverts of English pages, folded to small
//! letters and single spaces. One table, looked up by whole lines or by the label before a colon.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a known wording stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Meaning {
    /// A button or another control.
    Widget,
    /// The label of an advertisement.
    Advert,
    /// Opens headlines of related articles.
    Related,
    /// Opens headlines or ledes of any other articles.
    Recommended,
    /// Opens tags.
    Tags,
    /// Opens comments or their form.
    Comments,
    /// Opens what stands below a text: who wrote it, what it was drawn from.
    Ending,
    /// A link that stands at the foot of every page.
    Legal,
}

/// How the known wordings and the invitations begin.
pub(super) fn openings() -> impl Iterator<Item = &'static str> {
    MEANINGS.keys().copied().chain(INVITING.split('|'))
}

/// The places to share to and the words among them.
pub(super) fn sharing() -> impl Iterator<Item = &'static str> {
    let foreign = FOREIGN_SHARING.split('|').filter(|word| word.is_ascii());
    SHARE_PLACES.split('|').chain(SHARE_FILLING.split('|')).chain(foreign)
}

/// What a folded wording stands for.
pub(in crate::ingest) fn meaning(plain: &str) -> Option<Meaning> {
    if plain.len() > LONGEST { None } else { MEANINGS.get(plain).copied() }
}

/// Whether the folded words read as an invitation and name what is offered.
pub(in crate::ingest) fn invites(plain: &str) -> bool {
    opens_invitation(plain) && OFFERS.split('|').any(|offer| contains_words(plain, offer))
}

/// Whether the folded words begin as invitations do.
pub(in crate::ingest) fn opens_invitation(plain: &str) -> bool {
    INVITING_WORDS.contains(plain.split(' ').next().unwrap_or_default())
}

/// Whether the word is what newspapers are called.
pub(in crate::ingest) fn is_newspaper(word: &str) -> bool {
    NEWSPAPER_WORDS.contains(word.to_lowercase().as_str())
}

/// Whether the word is a place to share to, or a button for it.
pub(in crate::ingest) fn is_share_place(word: &str) -> bool {
    SHARE_PLACE_WORDS.contains(word)
}

/// Whether the word stands among places to share to without naming one.
pub(in crate::ingest) fn is_share_filling(word: &str) -> bool {
    SHARE_FILLING_WORDS.contains(word)
}

/// Whether the word, in small letters, is a place to share to or a button for it in another language than English.
pub(super) fn is_foreign_sharing(word: &str) -> bool {
    FOREIGN_SHARING_WORDS.contains(word)
}

/// Whether the word stands among those without naming one.
pub(super) fn is_foreign_filling(word: &str) -> bool {
    FOREIGN_FILLING_WORDS.contains(word)
}

/// The names of sections of newspapers, as they are glued to headlines and stand above them.
pub(in crate::ingest) fn sections() -> impl Iterator<Item = &'static str> {
    SECTION_NAMES.iter().copied()
}

/// Whether `words` stand in `plain` as whole words.
pub(in crate::ingest) fn contains_words(plain: &str, words: &str) -> bool {
    plain.match_indices(words).any(|(at, _)| {
        let before = plain.get(..at).is_none_or(|before| before.is_empty() || before.ends_with(' '));
        let after =
            plain.get(at + words.len()..).is_none_or(|after| after.is_empty() || after.starts_with(' '));
        before && after
    })
}

/// The words of a list, to be looked up.
type Words = LazyLock<HashSet<&'static str>>;

static INVITING_WORDS: Words = LazyLock::new(|| INVITING.split('|').collect());
static SHARE_PLACE_WORDS: Words = LazyLock::new(|| SHARE_PLACES.split('|').collect());
static SHARE_FILLING_WORDS: Words = LazyLock::new(|| SHARE_FILLING.split('|').collect());
static FOREIGN_SHARING_WORDS: Words = LazyLock::new(|| FOREIGN_SHARING.split('|').collect());
static FOREIGN_FILLING_WORDS: Words = LazyLock::new(|| FOREIGN_FILLING.split('|').collect());
static NEWSPAPER_WORDS: Words = LazyLock::new(|| NEWSPAPERS.split('|').collect());
static SECTION_NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| SECTIONS.split('|').collect());

/// The longest known wording, in bytes.
const LONGEST: usize = 48;

static MEANINGS: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let lists = [
        (WIDGETS, Meaning::Widget),
        (ADVERTS, Meaning::Advert),
        (RELATED, Meaning::Related),
        (RECOMMENDED, Meaning::Recommended),
        (TAGS, Meaning::Tags),
        (COMMENTS, Meaning::Comments),
        (ENDINGS, Meaning::Ending),
        (LEGAL, Meaning::Legal),
    ];
    lists.into_iter().flat_map(|(list, meaning)| list.split('|').map(move |words| (words, meaning))).collect()
});

/// Buttons and other controls.
const WIDGETS: &str = "\
    short url|short link|follow|following|print|save|save article|listen|listen to this article|a a|\
    a a a|aa|font size|text size|increase font size|decrease font size|copy|copy link|link copied|\
    copied|menu|search|close|loading|play|pause|play video|watch video|next|previous|next article|\
    previous article|back|back to top|skip to content|skip to main content|view all|see all|show more|\
    show less|see more|load more|expand|zoom|enlarge|bookmark|add to bookmarks|toggle navigation|log in|\
    login|sign in|register|my account|subscribe|donate|translate|select language|report an error|\
    click to enlarge|open image|image|photo|video|gallery|view gallery|slideshow|story text|\
    reading mode|dark mode|font|size|comment|read|download|pdf|download pdf|send|reply|like|0|\
    email address|your email address|why you can trust us|end of text|open in app|playlist|embed|transcript|minute listen|\
    for immediate release|embargoed|full version|text only version|view source|view original|saved with pocket|\
    created with notes|forwarded many times|forwarded|top|logo|older posts|newer posts|post reply|end of document|\
    view this email in your browser|view in your browser|kindly share this story|\
    show caption|hide caption|toggle caption|enlarge this image|video ad feedback|video player is loading|this is a modal window|\
    sign up|sign up now|subscribe now|app store|google play|get the app|your e mail address|your email|\
    end of list|click here to share on social media|share full article|learn more|supported by|like loading|\
    reuse this content|quote|report|permalink|\
    read later|gift this article|add as preferred source|google news|follow on google news|enter your email";

/// Labels of advertisements.
const ADVERTS: &str = "\
    advertisement|advertisements|advertising|advert|ad|ads|sponsored|sponsored content|promoted|\
    paid content|story continues below|story continues below advertisement|article continues below|\
    article continues below advertisement|continue reading below|scroll to continue|skip ad|remove ads|\
    advertisement scroll to continue|recommended by|ad feedback|skip advertisement";

/// Lines that open a few headlines within or behind a text.
const RELATED: &str = "\
    related|related news|related story|related stories|related article|related articles|related content|\
    related coverage|related links|related reading|read more|read also|also read|see also|more on this|\
    more on this story|more on this topic|more from this section|further reading|read next|watch also|\
    must read|don t miss|in other news|related video|explore more|go deeper|dig deeper|\
    more coverage|suggested reading|you may be interested in|you may also be interested in|you might also be interested in reading";

/// Lines that open other articles behind a text, headlines or whole ledes.
const RECOMMENDED: &str = "\
    related posts|you may also like|you might also like|you might like|you may like|you may also enjoy|\
    you might be interested in|you may be interested|you might also be interested in|recommended|\
    recommended for you|recommended stories|recommended articles|recommended reading|more stories|\
    more news|more articles|more posts|most read|most popular|most viewed|most commented|trending|\
    trending now|popular|popular posts|popular stories|popular articles|latest|latest news|\
    latest stories|latest articles|latest posts|latest updates|top stories|top news|editor s picks|\
    editors picks|editor s choice|what to read next|up next|similar posts|similar articles|\
    similar stories|others also read|people also read|keep reading|recent posts|recent news|\
    recent articles|around the web|from the web|from our partners|sponsored stories|more for you|\
    other news|other stories|other articles|next story|previous story|next post|previous post|\
    also in this section|elsewhere on the site|in case you missed it|more to read|you may have missed";

/// Lines that open tags.
const TAGS: &str = "\
    topics|topic|tags|tag|tagged|tagged with|keywords|filed under|related topics|categories|category|\
    in this article|more about|more on these topics|explore topics|posted in|labels";

/// Lines that open comments or their form.
const COMMENTS: &str = "\
    leave a reply|leave a comment|leave comment|leave a response|comments|post a comment|add a comment|\
    write a comment|join the conversation|join the discussion|view comments|show comments|load comments|\
    reader comments|cancel reply|no comments|no comments yet|comments are closed|comment on this story|\
    your email address will not be published";

/// Lines that open what stands below a text.
const ENDINGS: &str = "\
    about the author|about the authors|about the writer|about the writers|about the reporter|\
    about the contributor|about author|about the journalist|author bio|author|meet the author|sources|\
    references|bibliography|footnotes|external links|like this|more by this author|notes to editors|\
    note to editors|notes for editors|media contact|media contacts|press contact|contacts|for more information|about us|disclosure|\
    disclosure statement|editor s notes|disclaimer|credits|acknowledgements|acknowledgments";

/// Links at the foot of a page.
const LEGAL: &str = "\
    privacy policy|terms of use|terms of service|terms and conditions|contact us|cookie policy|unsubscribe|manage preferences|\
    view in browser|manage your preferences|update your preferences|email preferences|view online|\
    manage subscription|forward to a friend|advertise with us|careers|sitemap|site map|code of ethics";

/// Places to share to.
const SHARE_PLACES: &str = "\
    facebook|twitter|x|whatsapp|telegram|linkedin|email|mail|pinterest|reddit|tumblr|messenger|viber|\
    flipboard|pocket|sms|line|vk|threads|bluesky|mastodon|instagram|youtube|tiktok|share|shares|tweet|\
    print|copy|link";

/// Words among them.
const SHARE_FILLING: &str = "\
    this|on|via|by|to|the|article|story|news|page|post|with|friends|in|new|window|opens|e|and|or|k|plus|\
    google|send|save|url|it|options";

/// Buttons to share and to print, and places to share to, in other languages than English: Chinese, Japanese, Korean,
/// Thai, Lao, Arabic, Persian, Hindi, Russian, and those that write Latin letters. As they are printed, in small
/// letters.
const FOREIGN_SHARING: &str = "\
    分享|分享到|转发|轉發|轉貼|转载|收藏|点赞|打印|列印|友善列印|复制链接|複製連結|微博|微信|朋友圈|qq空间|豆瓣|脸书|臉書|推特|\
    シェア|シェアする|ツイート|ポスト|ポストする|印刷|印刷する|ブックマーク|はてなブックマーク|フェイスブック|送る|リンクをコピー|\
    공유|공유하기|트위터|페이스북|카카오톡|카카오스토리|네이버|밴드|인쇄|인쇄하기|스크랩|url복사|\
    แชร์|ทวีต|พิมพ์|เฟซบุ๊ก|ทวิตเตอร์|ไลน์|คัดลอกลิงก์|ແບ່ງປັນ|ພິມ|\
    مشاركة|شارك|تغريد|غرد|طباعة|فيسبوك|تويتر|واتساب|واتس|تلغرام|تيليجرام|چاپ|اشتراک‌گذاری|توییتر|فیسبوک|\
    साझा|शेयर|ट्वीट|प्रिंट|फेसबुक|फ़ेसबुक|ट्विटर|व्हाट्सएप|व्हाट्सऐप|टेलीग्राम|\
    поделиться|твитнуть|вконтакте|одноклассники|распечатать|\
    compartir|tuitear|imprimir|partager|tweeter|imprimer|teilen|twittern|drucken|compartilhar|condividi|stampa";

/// Words among them.
const FOREIGN_FILLING: &str = "करें|करे|एवं|و|على|عبر|到|至|する|하기|в|на|en|sur|auf|bei|em|no|su";

/// What newspapers are called.
const NEWSPAPERS: &str = "\
    post|times|herald|tribune|gazette|chronicle|observer|guardian|journal|telegraph|monitor|mercury|sentinel|\
    courier|examiner|inquirer|globe|argus|echo|vanguard|dispatch|bulletin|citizen|daily|weekly|star|mail|\
    newspaper|wire|newswire|mirror|express|standard|independent|advertiser|register|record|reporter|today";

/// First words of invitations.
const INVITING: &str = "\
    sign|subscribe|download|follow|get|join|click|install|register|like|stay|receive|find|become|\
    support|enjoy|want|try|tap|check|never|don|read|keep|for|start|help|log|login";

/// What invitations offer.
const OFFERS: &str = "\
    newsletter|newsletters|our app|mobile app|the app|app store|google play|inbox|our channel|\
    whatsapp channel|telegram channel|on telegram|on whatsapp|on twitter|on facebook|on instagram|\
    on youtube|on google news|our page|breaking news alerts|news alerts|email alerts|notifications|\
    free trial|subscription|subscriber|daily briefing|morning briefing|social media|subscribe|\
    push alerts|daily updates|app for|email notification|sharing this|google news|save articles|sign up here|subscribe here";

/// Sections, longer names before the shorter ones they begin with.
const SECTIONS: &str = "\
    Middle East|North Africa|West Africa|East Africa|Latin America|Asia Pacific|World News|Top News|\
    Saudi Arabia|World|Africa|Asia|Europe|Americas|America|Politics|Business|Economy|Sport|Sports|\
    Opinion|Culture|Health|Science|Technology|Tech|Features|Lifestyle|International|National|Local|\
    Analysis|Exclusive|Environment|Climate|Education|Entertainment|Security|Headlines|Breaking News|\
    Breaking|Latest News|News|Editorial|Markets|Energy|Gulf|Arab World|Conflict|Society|Defense|Defence|\
    Diplomacy|Top Stories";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_is_folded_and_has_one_meaning() {
        let lists = [WIDGETS, ADVERTS, RELATED, RECOMMENDED, TAGS, COMMENTS, ENDINGS, LEGAL];
        let all: Vec<&str> = lists.iter().flat_map(|list| list.split('|')).collect();
        assert_eq!(all.len(), MEANINGS.len(), "a wording stands in two lists");
        for words in all {
            assert!(words.len() <= LONGEST, "{words}");
            assert_eq!(words, super::super::sentence::plain(words));
        }
    }
}
