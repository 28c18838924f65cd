package dev.freshet.kernel.scalar.time;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words that may be time zones in a text. Only those for UTC have one meaning; what an abbreviation means depends on the server's
 * {@code timezone_abbreviations} and on the session's zone, whose own come first.
 */
final class ZoneWords {
    private static final Set<String> UTC = Set.of("utc", "uct", "ut", "gmt", "z", "zulu");

    /** PostgreSQL's default abbreviations, and the zones whose names are words. */
    private static final Set<String> AMBIGUOUS = Stream.concat(
                    Arrays.stream("""
                            acdt acsst acst act acwst adt aedt aesst aest aft akdt akst almst almt amst amt anast anat arst art ast
                            awsst awst azost azot azst azt bdst bdt bnt bort bot bra brst brt bst btt cadt cast cct cdt cest cet
                            cetdst chadt chast chut ckt clst clt cot cst cxt davt ddut easst east eat edt eest eet eetdst egst egt
                            est fet fjst fjt fkst fkt fnst fnt galt gamt gest get gft gilt gyt hkt hst ict idt iot irkst irkt irt
                            ist jayt jst kdt kgst kgt kost krast krat kst lhdt lhst ligt lint lkt lmt magst magt mart mawt mdt mest
                            mesz met metdst mez mht mmt mpt msd msk mst must mut mvt myt ndt nft novst novt npt nst nut nzdt nzst
                            nzt omsst omst pdt pet petst pett pgt pht pkst pkt pmdt pmst pont pst pwt pyst pyt ret roc sadt sast
                            sct sgt taht tft tjt tkt tmt tot trut tvt ulast ulat uyst uyt uzst uzt vet vlast vlat volt vut wadt
                            wakt wast wat wdt wet wetdst wft wgst wgt xjt yakst yakt yapt yekst yekt""".split("\\s+")),
                    ZoneId.getAvailableZoneIds().stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .filter(name -> name.chars().allMatch(Character::isLetter) && !UTC.contains(name)))
            .collect(Collectors.toUnmodifiableSet());

    private ZoneWords() {}

    /** Whether a word in lower case means UTC. */
    static boolean isUtc(String word) {
        return UTC.contains(word);
    }

    /** Whether a word in lower case is a zone somewhere. */
    static boolean isAmbiguous(String word) {
        return AMBIGUOUS.contains(word);
    }
}
