//! Pages in scripts of all kinds are cut as English ones are: those that write no spaces between words, those that end
//! no sentence with a mark, those that have neither capitals nor Latin letters.

use std::path::Path;

use dateline::article::{Article, HeadlineOrigin, RemovedKind};
use dateline::ingest::Page;

use super::read_one;

/// Two articles in one language, the words of a picture, a row of buttons.
struct Sample {
    language: &'static str,
    first: [&'static str; 3],
    caption: &'static str,
    buttons: &'static str,
    second: [&'static str; 3],
}

fn titles(page: &Page) -> Vec<&str> {
    let printed = |article: &&Article| article.headline.origin == HeadlineOrigin::Page;
    page.articles.iter().filter(printed).map(|article| article.headline.text.as_str()).collect()
}

fn bodies(page: &Page) -> Vec<Vec<&str>> {
    let paragraphs = page.articles.iter().map(|article| article.body.iter());
    paragraphs.map(|blocks| blocks.map(|block| block.text.as_str()).collect()).collect()
}

/// The only article of a page has this headline and these two paragraphs.
fn check(name: &str, text: &str, sample: &Sample) -> Page {
    let [headline, paragraphs @ ..] = &sample.first;
    let page = read_one(Path::new(name), text.as_bytes());
    let told = (titles(&page), bodies(&page));
    assert_eq!(told, (vec![*headline], vec![paragraphs.to_vec()]), "{}: {text}\n{page:#?}", sample.language);
    page
}

#[test]
fn a_headline_and_two_paragraphs_are_an_article_in_every_script() {
    for sample in SAMPLES {
        let [headline, first, second] = sample.first;
        check("a.txt", &format!("{headline}\n\n{first}\n\n{second}\n"), sample);
        check("a.txt", &format!("{headline}\n{first}\n{second}\n"), sample);
    }
}

#[test]
fn captions_that_stand_twice_and_rows_of_buttons_are_no_text_in_any_script() {
    for sample in SAMPLES {
        let ([headline, first, second], Sample { caption, buttons, .. }) = (sample.first, sample);
        let text =
            format!("{headline}\n\n{headline}\n\n{caption}\n{caption}\n\n{buttons}\n\n{first}\n\n{second}\n");
        let page = check("a.txt", &text, sample);
        let article = &page.articles[0];
        let captions: Vec<&str> = article.captions.iter().map(|caption| caption.text.as_str()).collect();
        assert_eq!(captions, [*caption], "{}: {page:#?}", sample.language);
        assert!(article.standfirst.is_empty(), "{}: {page:#?}", sample.language);
        let shared = article.removed.iter().find(|part| part.kind == RemovedKind::Share);
        assert_eq!(shared.map(|part| part.text.as_str()), Some(*buttons), "{}: {page:#?}", sample.language);
    }
}

#[test]
fn two_articles_in_one_file_are_two_in_every_script() {
    for sample in SAMPLES {
        let ([headline, first, second], [other, third, fourth]) = (sample.first, sample.second);
        for text in [
            format!("{headline}\n\n{first}\n\n{second}\n\n\n{other}\n\n{third}\n\n{fourth}\n"),
            format!("{headline}\n{first}\n{second}\n\n{other}\n{third}\n{fourth}\n"),
        ] {
            let page = read_one(Path::new("a.txt"), text.as_bytes());
            assert_eq!(titles(&page), [headline, other], "{}: {text}\n{page:#?}", sample.language);
            assert_eq!(
                bodies(&page),
                [vec![first, second], vec![third, fourth]],
                "{}: {text}",
                sample.language
            );
        }
    }
}

#[test]
fn web_pages_and_feeds_are_read_in_every_script() {
    for sample in SAMPLES {
        let ([headline, first, second], [other, third, fourth]) = (sample.first, sample.second);
        let web = format!(
            "<html><head><meta charset=utf-8><title>{headline}</title></head><body><p>{}</p><h1>{headline}</h1><figure>\
             <img src=a.jpg><figcaption>{}</figcaption></figure><p>{first}</p><p>{second}</p>\
             <ul><li><a href=x>{other}</a></li></ul></body></html>",
            sample.buttons, sample.caption
        );
        let page = check("a.html", &web, sample);
        assert_eq!(page.articles[0].captions.len(), 1, "{}: {page:#?}", sample.language);
        let item = |title: &str, one: &str, two: &str| {
            format!(
                "<item><title>{title}</title><description>&lt;p&gt;{one}&lt;/p&gt;&lt;p&gt;{two}&lt;/p&gt;</description></item>"
            )
        };
        let feed = format!(
            "<rss version='2.0'><channel><title>Port</title>{}{}</channel></rss>",
            item(headline, first, second),
            item(other, third, fourth)
        );
        let page = read_one(Path::new("a.xml"), feed.as_bytes());
        assert_eq!(titles(&page), [headline, other], "{}", sample.language);
        assert_eq!(bodies(&page), [vec![first, second], vec![third, fourth]], "{}", sample.language);
    }
}

/// What the same event is told in takes about the same time to read.
#[test]
fn minutes_of_reading_are_alike_in_every_script() {
    for sample in SAMPLES {
        let [headline, first, second] = sample.first;
        let text = format!("{first}{second}\n\n").repeat(40);
        let article = Article::plain(headline, text.split_terminator("\n\n"));
        let words = article.words() / 40;
        assert!((22..=75).contains(&words), "{}: {words} words", sample.language);
        assert!((4..=14).contains(&article.minutes()), "{}: {} minutes", sample.language, article.minutes());
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        language: "English",
        first: [
            "Storm closes harbour in Port Blue",
            "The harbour of Port Blue was closed on Monday after a storm broke the wall of the quay, the council said.",
            "Ferries to the islands waited until the pilots returned, the harbour master told reporters.",
        ],
        caption: "Ferries wait outside the wall of Port Blue",
        buttons: "Share Tweet Print",
        second: [
            "Dock workers agree pay deal, freight resumes",
            "The union of dock workers said on Wednesday that it had reached a deal with the firms.",
            "Unloading of containers is to start on Thursday. The talks were long, the union said.",
        ],
    },
    Sample {
        language: "Chinese, simplified",
        first: [
            "央行宣布上调利率，人民币汇率大幅上涨",
            "中国人民银行星期二宣布上调基准利率零点二五个百分点。消息公布后，人民币对美元汇率一度大幅上涨。",
            "行长在新闻发布会上表示，将继续密切关注物价走势。市场人士普遍认为，年内可能还会再次加息。",
        ],
        caption: "央行行长在北京举行的新闻发布会上讲话",
        buttons: "分享 微博 微信 打印",
        second: [
            "港口工人达成加薪协议，货运恢复",
            "全国港口工会星期三宣布，已就加薪问题与资方达成协议。持续两周的罢工就此结束。",
            "集装箱装卸预计从星期四早上开始。工会代表说：“这是一场漫长的谈判。”",
        ],
    },
    Sample {
        language: "Chinese, traditional",
        first: [
            "台北捷運新線通車，市民大排長龍",
            "台北捷運新線星期一上午正式通車，大批市民清晨便在車站外排隊。市長在通車典禮上致詞，感謝工程人員多年來的努力。",
            "捷運公司表示，首週搭乘免費，預計每日運量可達十萬人次。沿線商家則期待帶動人潮。",
        ],
        caption: "市民在新車站外排隊等候",
        buttons: "分享 轉發 列印",
        second: [
            "颱風逼近，東部縣市宣布停班停課",
            "氣象署表示，強烈颱風預計星期四登陸東部。花蓮與台東宣布星期四停班停課。",
            "漁民忙著將船隻固定在港內。農民則搶收稻米，擔心豪雨成災。",
        ],
    },
    Sample {
        language: "Japanese",
        first: [
            "日本銀行が金利を引き上げ、円相場は急騰",
            "日本銀行は火曜日の金融政策決定会合で、政策金利を０．二五パーセント引き上げることを決めた。発表の直後、円相場は一時一ドル百四十円台まで急騰した。",
            "総裁は記者会見で「物価の動きを丁寧に見ていく」と述べた。市場関係者の間では、年内にもう一度の利上げがあるとの見方が広がっている。",
        ],
        caption: "会見する日本銀行の総裁＝東京・日本橋",
        buttons: "シェア ツイート 印刷",
        second: [
            "港湾労働者が賃上げで合意、物流が再開へ",
            "全国の港湾労働者でつくる組合は水曜日、賃上げについて会社側と合意したと発表した。ストライキは二週間ぶりに終わる。",
            "コンテナの積み下ろしは木曜日の朝から始まる見通しだ。組合の代表は「長い交渉だった」と語った。",
        ],
    },
    Sample {
        language: "Korean",
        first: [
            "한국은행 기준금리 인상, 원화 가치 급등",
            "한국은행은 화요일 금융통화위원회를 열고 기준금리를 0.25퍼센트포인트 올리기로 했다. 발표 직후 원화 가치는 크게 올랐다.",
            "총재는 기자회견에서 물가 흐름을 면밀히 지켜보겠다고 말했다. 시장에서는 연내 추가 인상이 있을 것으로 보고 있다.",
        ],
        caption: "기자회견을 하는 한국은행 총재",
        buttons: "공유 트위터 인쇄",
        second: [
            "항만 노동자 임금 인상 합의, 물류 재개",
            "전국 항만 노동조합은 수요일 임금 인상에 합의했다고 밝혔다. 두 주 동안 이어진 파업은 끝난다.",
            "컨테이너 하역은 목요일 아침부터 시작될 예정이다. 조합 대표는 긴 협상이었다고 말했다.",
        ],
    },
    Sample {
        language: "Thai",
        first: [
            "ธนาคารกลางขึ้นดอกเบี้ยนโยบาย ค่าเงินบาทแข็งค่าทันที",
            "ธนาคารแห่งประเทศไทยประกาศเมื่อวันอังคารว่าจะขึ้นอัตราดอกเบี้ยนโยบายร้อยละศูนย์จุดสองห้า หลังประกาศ ค่าเงินบาทแข็งค่าขึ้นอย่างรวดเร็วเมื่อเทียบกับดอลลาร์สหรัฐ",
            "ผู้ว่าการธนาคารกล่าวในการแถลงข่าวว่าจะติดตามราคาสินค้าอย่างใกล้ชิด นักวิเคราะห์คาดว่าอาจมีการขึ้นดอกเบี้ยอีกครั้งภายในปีนี้",
        ],
        caption: "ผู้ว่าการธนาคารแถลงข่าวที่กรุงเทพฯ",
        buttons: "แชร์ ทวีต พิมพ์",
        second: [
            "คนงานท่าเรือบรรลุข้อตกลงขึ้นค่าแรง",
            "สหภาพแรงงานท่าเรือประกาศเมื่อวันพุธว่าบรรลุข้อตกลงเรื่องค่าแรงกับนายจ้างแล้ว การนัดหยุดงานสองสัปดาห์จึงสิ้นสุดลง",
            "การขนถ่ายตู้สินค้าคาดว่าจะเริ่มในเช้าวันพฤหัสบดี ตัวแทนสหภาพกล่าวว่าเป็นการเจรจาที่ยาวนานมาก",
        ],
    },
    Sample {
        language: "Lao",
        first: [
            "ທະນາຄານກາງຂຶ້ນອັດຕາດອກເບ້ຍ ເງິນກີບແຂງຄ່າ",
            "ທະນາຄານແຫ່ງ ສປປ ລາວ ປະກາດໃນວັນອັງຄານວ່າຈະຂຶ້ນອັດຕາດອກເບ້ຍນະໂຍບາຍ ຫຼັງຈາກການປະກາດ ເງິນກີບແຂງຄ່າຂຶ້ນຢ່າງໄວວາທຽບກັບໂດລາ",
            "ຜູ້ວ່າການທະນາຄານກ່າວໃນກອງປະຊຸມຂ່າວວ່າຈະຕິດຕາມລາຄາສິນຄ້າຢ່າງໃກ້ຊິດ ນັກວິເຄາະຄາດວ່າອາດມີການຂຶ້ນດອກເບ້ຍອີກໃນປີນີ້",
        ],
        caption: "ຜູ້ວ່າການທະນາຄານຖະແຫຼງຂ່າວຢູ່ນະຄອນຫຼວງ",
        buttons: "ແບ່ງປັນ ພິມ",
        second: [
            "ຄົນງານທ່າເຮືອຕົກລົງເລື່ອງຄ່າແຮງ",
            "ສະຫະພັນແຮງງານທ່າເຮືອປະກາດໃນວັນພຸດວ່າໄດ້ຕົກລົງເລື່ອງຄ່າແຮງກັບນາຍຈ້າງແລ້ວ ການຢຸດງານສອງອາທິດຈຶ່ງສິ້ນສຸດລົງ",
            "ການຂົນສົ່ງຕູ້ສິນຄ້າຄາດວ່າຈະເລີ່ມໃນເຊົ້າວັນພະຫັດ ຕົວແທນສະຫະພັນກ່າວວ່າການເຈລະຈາໃຊ້ເວລາດົນນານຫຼາຍ",
        ],
    },
    Sample {
        language: "Arabic",
        first: [
            "البنك المركزي يرفع أسعار الفائدة والعملة ترتفع بقوة",
            "أعلن البنك المركزي يوم الثلاثاء رفع سعر الفائدة ربع نقطة مئوية. وارتفعت العملة المحلية بقوة أمام الدولار بعد الإعلان مباشرة.",
            "وقال المحافظ في مؤتمر صحفي إن البنك سيراقب الأسعار عن كثب. ويتوقع المتعاملون في السوق رفعا آخر قبل نهاية العام.",
        ],
        caption: "محافظ البنك المركزي يتحدث في مؤتمر صحفي",
        buttons: "مشاركة تغريد طباعة",
        second: [
            "عمال الموانئ يتوصلون إلى اتفاق على زيادة الأجور",
            "أعلنت نقابة عمال الموانئ يوم الأربعاء التوصل إلى اتفاق مع الشركات على زيادة الأجور. وبذلك ينتهي إضراب دام أسبوعين.",
            "ومن المنتظر أن يبدأ تفريغ الحاويات صباح الخميس. وقال ممثل النقابة إن المفاوضات كانت طويلة.",
        ],
    },
    Sample {
        language: "Hindi",
        first: [
            "केंद्रीय बैंक ने ब्याज दर बढ़ाई, रुपये में तेज़ी",
            "केंद्रीय बैंक ने मंगलवार को ब्याज दर चौथाई प्रतिशत बढ़ाने की घोषणा की। घोषणा के तुरंत बाद रुपया डॉलर के मुकाबले मज़बूत हुआ।",
            "गवर्नर ने संवाददाता सम्मेलन में कहा कि बैंक कीमतों पर नज़र रखेगा। बाज़ार को उम्मीद है कि साल के अंत तक एक और बढ़ोतरी होगी।",
        ],
        caption: "संवाददाता सम्मेलन में केंद्रीय बैंक के गवर्नर",
        buttons: "साझा करें ट्वीट प्रिंट",
        second: [
            "बंदरगाह कर्मचारियों का वेतन समझौता, काम फिर शुरू",
            "बंदरगाह कर्मचारी संघ ने बुधवार को बताया कि वेतन बढ़ाने पर समझौता हो गया है। दो हफ़्ते की हड़ताल अब समाप्त होगी।",
            "कंटेनर उतारने का काम गुरुवार सुबह शुरू होगा। संघ के प्रतिनिधि ने कहा कि बातचीत लंबी रही।",
        ],
    },
];
