using System.Text.RegularExpressions;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

/// <summary>Where in the conversation a server said no.</summary>
public enum SmtpPhase
{
    Greeting,
    Mail,
    Rcpt,
    Data,
}

/// <summary>
/// Whose matter a reply is. Codes alone do not tell: 550 is said of a mailbox that does not exist, and of quotas, blocklists and SPF, too.
/// Enhanced codes (RFC 3463, RFC 5248, RFC 7372) and the words of the usual servers decide, in this order: whether the mailbox is full,
/// whom nobody trusts, who sends too much, how the connection is set up, and only then the address.
/// </summary>
public static partial class SmtpReply
{
    public static MailFailureKind KindOf(SmtpPhase phase, int code, string text)
    {
        var words = Spaces().Replace(Address().Replace(text, ""), " "); // a name may hold any word
        var enhanced = Enhanced().Match(words) is { Success: true } match
            ? $"{match.Groups[1].Value}.{match.Groups[2].Value}"
            : "";
        var isFinal = code >= 500;
        if (phase is not SmtpPhase.Mail && IsFull(phase, enhanced, words))
        {
            return MailFailureKind.MailboxFull;
        }

        if (isFinal && phase != SmtpPhase.Greeting && TooLarge().IsMatch(words))
        {
            return MailFailureKind.ContentRefused;
        }

        if (ReputationCodes().IsMatch(enhanced) || Reputation().IsMatch(words))
        {
            return MailFailureKind.ReputationRefused;
        }

        if (SenderCodes().IsMatch(enhanced) || SenderNo().IsMatch(words))
        {
            return isFinal ? MailFailureKind.SenderRefused : MailFailureKind.ServerError;
        }

        if (QuotaCodes().IsMatch(enhanced) || Quota().IsMatch(words))
        {
            return MailFailureKind.QuotaUsedUp;
        }

        if (code is 530 or 538 or 454 || (isFinal && SetUp().IsMatch(words)))
        {
            return MailFailureKind.SetupWrong;
        }

        if (code is 535 or 534 or 432)
        {
            return MailFailureKind.CredentialsRefused;
        }

        return code == 421 ? MailFailureKind.ServerError : phase switch
        {
            SmtpPhase.Rcpt => OfRecipient(code, enhanced, words),
            SmtpPhase.Data => OfMessage(isFinal, enhanced, words),
            SmtpPhase.Mail => isFinal ? MailFailureKind.SenderRefused : MailFailureKind.ServerError,
            _ => MailFailureKind.ServerError,
        };
    }

    /// <summary>X.2.2 and the words for it; "quota" alone may also be the sender's.</summary>
    private static bool IsFull(SmtpPhase phase, string enhanced, string words) =>
        (enhanced == "2.2" || Full().IsMatch(words) || (phase == SmtpPhase.Rcpt && OverQuota().IsMatch(words)))
        && !SentTooMuch().IsMatch(words);

    private static MailFailureKind OfRecipient(int code, string enhanced, string words)
    {
        if (code < 500)
        {
            return enhanced.StartsWith("3.", StringComparison.Ordinal) ? MailFailureKind.ServerError : MailFailureKind.RecipientRefused;
        }

        if (NoSuchCodes().IsMatch(enhanced) || NoSuch().IsMatch(words))
        {
            return MailFailureKind.NoSuchMailbox;
        }

        // 550, 551, 553 and 556 speak of the mailbox (RFC 5321, 4.2.3; RFC 7504), unless code or words speak of a policy.
        return code is 550 or 551 or 553 or 556
            && !enhanced.StartsWith("7.", StringComparison.Ordinal) && !enhanced.StartsWith("4.", StringComparison.Ordinal)
            && !Policy().IsMatch(words)
            ? MailFailureKind.NoSuchMailbox
            : MailFailureKind.RecipientRefused;
    }

    /// <summary>At the end of DATA a server has read everything: a no for ever is said of what it read, or late of the address.</summary>
    private static MailFailureKind OfMessage(bool isFinal, string enhanced, string words) =>
        isFinal && !Filtered().IsMatch(words) && (NoSuchCodes().IsMatch(enhanced) || NoSuch().IsMatch(words))
            ? MailFailureKind.NoSuchMailbox
            : isFinal ? MailFailureKind.ContentRefused
            : enhanced.StartsWith("7.", StringComparison.Ordinal) || Later().IsMatch(words) ? MailFailureKind.RecipientRefused
            : MailFailureKind.ServerError;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[^\s<>""'@:]+@[^\s<>""'@:;,]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\d.])[45]\.(\d{1,3})\.(\d{1,3})(?![\d.]*\.\d)")]
    private static partial Regex Enhanced();

    [GeneratedRegex(
        @"(mail ?box|casella|inbox|account).{0,40}\b(full|pien[ao])\b|casella .{0,30}esaurit|storage allocation"
        + @"|mail ?box.{0,20} (size|storage) limit|mail ?box limit"
        + @"|(user|recipient|mailbox|account)('s)? .{0,60}(over|exceed\w*|exceeds)( the| its| their| his)? ?(disk |storage |mailbox )*(quota|space)"
        + @"|out of storage space|not enough (disk )?space .{0,20}(mailbox|user)|spazio (esaurito|insufficiente)|disk quota",
        RegexOptions.IgnoreCase)]
    private static partial Regex Full();

    [GeneratedRegex(@"\b(over ?quota|quota (exceeded|esaurita|superata)|exceed\w* .{0,20}quota)", RegexOptions.IgnoreCase)]
    private static partial Regex OverQuota();

    /// <summary>What speaks of who sends, or of a time, speaks of no mailbox.</summary>
    [GeneratedRegex(
        @"\b(sending (limit|quota|rate)|sender'?s? (limit|quota)|outgoing|outbound|daily|hourly|per (day|hour|minute)|giornalier\w*|orari[ao]"
        + @"|al giorno|all.ora|limite di invio)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex SentTooMuch();

    [GeneratedRegex(
        @"too many (messages|mails|e-?mails|recipients|connections|sessions|requests|concurrent)|troppi (messaggi|destinatari)"
        + @"|troppe (e-?mail|connessioni)|rate.?limit|throttl"
        + @"|(daily|hourly|sending|sender|outgoing|message|smtp|sent).{0,30}\b(quota|limit)\b|\bquota\b.{0,30}\b(exceed\w*|esaurita|superata)"
        + @"|(message|mail|e-?mail|send)( count| send)?( limit| quota)? exceeded|limite (di invio|giornaliero|orario|massimo)"
        + @"|(exceed\w*|superat\w*|raggiunt\w*).{0,60}\b(per (day|hour|minute)|messages?|al giorno|all.ora|e-?mails?|rate|sending)\b"
        + @"|max\w*( number of)? (defers|emails|messages) .{0,30}per (hour|day)|policyd|outgoing (mail|message)s? .{0,20}suspended"
        + @"|(sending|sender|your) account .{0,30}(suspended|disabled|blocked|locked)|bad outbound sender|banned sender|outbound spam",
        RegexOptions.IgnoreCase)]
    private static partial Regex Quota();

    /// <summary>Of Google (5.4.5, 4.2.1 is the recipient's), of Exchange (5.1.8, 5.7.233, 5.7.501 to 503, 5.7.705, 5.7.708).</summary>
    [GeneratedRegex(@"^(4\.5|1\.8|7\.233|7\.50[1-3]|7\.705|7\.708|5\.3)$")]
    private static partial Regex QuotaCodes();

    [GeneratedRegex(
        @"block ?list|black ?list|\bd?n?[sr]bl\b|spamhaus|barracuda|spamcop|\bsorbs\b|uceprotect|mailspike|senderbase|invaluement"
        + @"|\b(is |are |was )?(currently )?listed (at|in|on|by)\b|reputation|reputazione|lista nera|\bspf\b|\bdkim\b|\bdmarc\b"
        + @"|unauthenticated (e-?)?mail|(sender|mail|message) (is |was )?(un|not )authenticated|authentication checks|reverse dns|\bptr\b|\brdns\b|\bfcrdns\b"
        + @"|banned sending ip|(client host|sending (ip|host|server|mta)|your (ip|server|host|network)|\bip( address)?)\b.{0,60}(block|reject|banned|refus|denied"
        + @"|bloccat|not allowed|suspicious|unsolicited)|unusual rate of unsolicited|service unavailable; client host",
        RegexOptions.IgnoreCase)]
    private static partial Regex Reputation();

    /// <summary>RFC 7372 (20 to 26), ARC (29), Exchange (509, 511, 606 to 649).</summary>
    [GeneratedRegex(@"^7\.(2[0-7]|29|509|511|60[6-9]|6[1-4]\d)$")]
    private static partial Regex ReputationCodes();

    /// <summary>Whom the account may write as: said at RCPT and DATA, too (Postfix delays it, Exchange looks late).</summary>
    [GeneratedRegex(
        @"sender (address )?(rejected|refused|denied)|sender verif\w* failed|sender verify|send ?as ?denied|send as this sender"
        + @"|address is not verified|not owned by user|(not|n.t) (allowed|authori[sz]ed|permitted) to send (as|from)|mittente (rifiutato|non autorizzato)",
        RegexOptions.IgnoreCase)]
    private static partial Regex SenderNo();

    [GeneratedRegex(@"^(1\.7|7\.60|2\.252)$")]
    private static partial Regex SenderCodes();

    [GeneratedRegex(
        @"relay|\bstarttls\b|must (issue|use) (a )?(starttls|tls|auth)|(authentication|login|auth) (is )?(required|needed)|not (logged in|authenticated)"
        + @"|autenticazione (richiesta|necessaria)|authenticate first|encryption (is )?required",
        RegexOptions.IgnoreCase)]
    private static partial Regex SetUp();

    /// <summary>X.1.1, X.1.2, X.1.3, X.1.6, X.1.10, X.2.1 (RFC 3463, RFC 7505).</summary>
    [GeneratedRegex(@"^(1\.(1|2|3|6|10)|2\.1)$")]
    private static partial Regex NoSuchCodes();

    [GeneratedRegex(
        @"(user|recipient|mail ?box|address|account|utente|destinatario|indirizzo|casella|domain|dominio)( address)?\b.{0,80}\b(unknown|not (be )?found"
        + @"|does ?n.t exist|does not exist|not exist|invalid|sconosciut\w*|inesistente|non esiste|disabled|inactive|disattivat\w*|no longer|closed"
        + @"|not known|undeliverable|suspended|discontinued)\b"
        + @"|(unknown|no such|invalid|bad|nonexist\w*|non-exist\w*|unrouteable|undeliverable|inactive) (local )?(user|recipient|mail ?box|address|account|domain)"
        + @"|mail ?box unavailable|no mail ?box (here|by that name)|not our customer|(doesn.t|does not) have an? .{0,40}account|nessun(a)? (utente|casella)|null ?mx|does not (accept|receive) (any )?(e-?)?mail",
        RegexOptions.IgnoreCase)]
    private static partial Regex NoSuch();

    [GeneratedRegex(@"polic|denied|prohibit|block|not (allowed|permitted|authori[sz]ed)|access|negat|vietat|rifiutat", RegexOptions.IgnoreCase)]
    private static partial Regex Policy();

    [GeneratedRegex(
        @"\b(spam|virus|malware|phish\w*|infected|trojan|worm)\b|(attachment|content|allegat\w*|message) .{0,40}(not allowed|rejected|blocked|refused|banned)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Filtered();

    [GeneratedRegex(
        @"\btoo (large|big)\b|troppo grande|(message|mail) size .{0,30}(exceed\w*|limit)|maximum message size|dimensione .{0,30}(eccede|supera)",
        RegexOptions.IgnoreCase)]
    private static partial Regex TooLarge();

    [GeneratedRegex(@"gr[ae]y.?list|try (again )?later|riprova", RegexOptions.IgnoreCase)]
    private static partial Regex Later();
}
