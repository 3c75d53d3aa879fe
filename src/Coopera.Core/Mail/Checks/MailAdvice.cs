using System.Net;
using System.Net.Sockets;

namespace Coopera.Core.Mail.Checks;

public enum AdviceState
{
    Good,
    Doubtful,
    Missing,
}

/// <param name="Record">Name, kind and text of the record to put into the DNS, as one writes it.</param>
/// <param name="ToProvider">What to write to whoever looks after the domain or the mail.</param>
public sealed record MailAdvice(string Title, AdviceState State, string Sentence, string? Record = null, string? ToProvider = null);

/// <summary>What the records of the sender's domain mean for whether our mails arrive, and what to ask for.</summary>
public sealed class MailAdvisor(MailSettings mail, DkimKey? key, DomainRecords found)
{
    /// <summary>More questions than these are answered by nobody (RFC 7208, 4.6.4).</summary>
    private const int MostSpfQuestions = 10;

    private readonly string _domain = found.Domain;

    /// <summary>Else mails are written into a folder, and no server of the settings is anybody's.</summary>
    private readonly bool _sends = mail.Transport == MailTransportKind.Smtp;

    public IReadOnlyList<MailAdvice> All() => [OfMx(), OfSpf(), OfDkim(), OfDmarc()];

    private MailAdvice OfMx()
    {
        const string Title = "Ricevere le risposte (MX)";
        return found.Mx.Any(server => server.Length > 0)
            ? new(Title, AdviceState.Good, $"La posta per {_domain} arriva a {string.Join(", ", found.Mx)}.")
            : new(
                Title, AdviceState.Missing,
                $"Nessun server riceve la posta per {_domain}: le risposte e gli avvisi di mancata consegna si perdono, e molti server non "
                + "accettano email da un dominio così.",
                ToProvider: $"Per favore, si può aggiungere al dominio {_domain} un record MX verso il server che riceve la casella {mail.From}?");
    }

    private MailAdvice OfSpf()
    {
        const string Title = "Dire chi può spedire (SPF)";
        var wanted = Record(_domain, $"v=spf1 {(_sends ? SpfOf(mail.Host) : "mx")} ~all");
        if (found.Spf.Count == 0)
        {
            return new(
                Title, AdviceState.Missing, $"Il dominio {_domain} non ha un record SPF: chi riceve non può sapere che il nostro server ha il "
                + "permesso di spedire, e mette le email tra quelle indesiderate.", wanted, ToProvider(wanted));
        }

        if (found.Spf.Count > 1)
        {
            return new(
                Title, AdviceState.Missing, $"Il dominio {_domain} ha {found.Spf.Count} record SPF, e così non ne vale nessuno: vanno uniti in "
                + $"uno solo. Adesso ci sono: {string.Join(" · ", found.Spf)}",
                ToProvider: $"Per favore, si possono unire in uno solo i {found.Spf.Count} record SPF del dominio {_domain}, senza perdere nessun server?");
        }

        var record = found.Spf[0];
        var terms = record.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (terms.Contains("+all") || terms.Contains("all"))
        {
            return new(
                Title, AdviceState.Doubtful, $"Il record SPF permette a chiunque di spedire a nome di {_domain} (+all): non protegge da niente. "
                + $"Adesso è: {record}",
                ToProvider: $"Per favore, nel record SPF del dominio {_domain} serve ~all al posto di +all.");
        }

        if (KnownSpfOf(mail.Host) is { } known && !terms.Contains(known)
            && !terms.Any(term => term.StartsWith("redirect=", StringComparison.Ordinal)))
        {
            return new(
                Title, AdviceState.Doubtful, $"Il record SPF c’è, ma non nomina il server con cui spediamo ({mail.Host}). Adesso è: {record}",
                ToProvider: $"Per favore, nel record SPF del dominio {_domain} serve {known}, prima di «all».");
        }

        var questions = terms.Count(AsksAgain);
        return questions > MostSpfQuestions
            ? new(
                Title, AdviceState.Doubtful, $"Il record SPF chiede {questions} altri nomi: oltre {MostSpfQuestions} chi riceve lo considera "
                + $"sbagliato. Adesso è: {record}",
                ToProvider: $"Per favore, il record SPF del dominio {_domain} va accorciato: può chiedere al massimo {MostSpfQuestions} altri nomi.")
            : new(
                Title, AdviceState.Good, $"Il record SPF c’è: {record}", ToProvider: !_sends || KnownSpfOf(mail.Host) is not null ? null :
                    $"Il record SPF del dominio {_domain} comprende i server da cui escono le email che passano da {mail.Host}?");
    }

    private MailAdvice OfDkim()
    {
        const string Title = "Firmare le email (DKIM)";
        if (key is null)
        {
            return new(
                Title, AdviceState.Doubtful,
                "Il sito non firma le email. Molti fornitori le firmano da soli: chiediglielo, o guarda nell’email di prova se DKIM dice "
                + "«pass». Se non lo fanno, chi gestisce il sito può firmare da qui con Mail:Dkim:KeyFile.",
                ToProvider: $"Le email che spediamo{(_sends ? $" da {mail.Host}" : "")} escono firmate con DKIM a nome del dominio {_domain}? Se no, si può attivare?");
        }

        var wanted = Record(key.RecordName, key.Record);
        var published = found.Dkim.Select(TagP).Where(p => p is not null).ToList();
        if (published.Count == 0)
        {
            return new(
                Title, AdviceState.Missing, $"Il sito firma le email, ma la chiave con cui si controlla la firma non è nel DNS ({key.RecordName}): "
                + "per chi riceve, la firma è sbagliata.", wanted, ToProvider(wanted));
        }

        return published.Count == 1 && published[0] == key.PublicKey
            ? new(Title, AdviceState.Good, $"Il sito firma le email, e la chiave per controllare la firma è al suo posto ({key.RecordName}).")
            : new(
                Title, AdviceState.Missing, $"Nel DNS, a {key.RecordName}, c’è un’altra chiave: per chi riceve, le nostre firme sono sbagliate.",
                wanted, ToProvider(wanted));
    }

    private MailAdvice OfDmarc()
    {
        const string Title = "Che cosa fare di quelle false (DMARC)";
        if (found.Dmarc.Count != 1)
        {
            var wanted = Record($"_dmarc.{_domain}", $"v=DMARC1; p=none; rua=mailto:{mail.ReplyTo.Deliverable}");
            return new(
                Title, AdviceState.Missing, found.Dmarc.Count == 0
                    ? $"Il dominio {_domain} non ha un record DMARC: Gmail, Outlook e altri lo chiedono a chi scrive a molti."
                    : $"Per {found.DmarcOf} ci sono {found.Dmarc.Count} record DMARC, e così non ne vale nessuno: ne serve uno solo.",
                wanted, ToProvider(wanted));
        }

        var record = found.Dmarc[0];
        var policy = Tag(record, "p");
        var isOwn = found.DmarcOf == _domain;
        if (!isOwn && Tag(record, "sp") is { } below)
        {
            policy = below;
        }

        var from = isOwn ? "" : $" (vale quello di {found.DmarcOf})";
        return policy?.ToLowerInvariant() switch
        {
            "quarantine" or "reject" => new(Title, AdviceState.Good, $"Il record DMARC c’è e protegge il dominio{from}: {record}"),
            "none" => new(
                Title, AdviceState.Good, $"Il record DMARC c’è{from}: {record} Per ora guarda soltanto (p=none): quando SPF e DKIM sono a posto "
                + "da qualche settimana si può chiedere p=quarantine."),
            _ => new(
                Title, AdviceState.Doubtful, $"Il record DMARC c’è{from}, ma non dice che cosa fare: {record}",
                ToProvider: $"Per favore, nel record DMARC di {found.DmarcOf} serve p=none, p=quarantine o p=reject."),
        };
    }

    private static string Record(string name, string text) => $"{name}  TXT  \"{text}\"";

    private static string ToProvider(string record) => $"Per favore, serve questo record nel DNS: {record}";

    /// <summary>Of providers that say how; else the server by its name, for the provider to put right.</summary>
    private static string SpfOf(string host) => KnownSpfOf(host) ?? (IPAddress.TryParse(host, out var address)
        ? $"mx {(address.AddressFamily == AddressFamily.InterNetworkV6 ? "ip6" : "ip4")}:{address}"
        : $"mx a:{host}");

    private static string? KnownSpfOf(string host) =>
        IsOf(host, "gmail.com") || IsOf(host, "google.com") ? "include:_spf.google.com"
        : IsOf(host, "office365.com") || IsOf(host, "outlook.com") ? "include:spf.protection.outlook.com"
        : null;

    private static bool IsOf(string host, string domain) => $".{host}".EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);

    private static bool AsksAgain(string term) => term.TrimStart('+', '-', '~', '?') is var plain
        && (plain is "a" or "mx" or "ptr" || new[] { "a:", "a/", "mx:", "mx/", "include:", "exists:", "ptr:", "redirect=" }
            .Any(kind => plain.StartsWith(kind, StringComparison.Ordinal)));

    private static string? TagP(string record) => Tag(record, "p")?.Replace(" ", "", StringComparison.Ordinal);

    private static string? Tag(string record, string name) => record.Split(';', StringSplitOptions.TrimEntries)
        .Select(tag => tag.Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(tag => tag.Length == 2 && tag[0].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(tag => tag[1]).FirstOrDefault();
}
