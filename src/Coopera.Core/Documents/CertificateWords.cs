using Coopera.Domain;
using Coopera.Domain.Certificates;

namespace Coopera.Core.Documents;

/// <param name="Lines">One, or one a talk.</param>
public sealed record CertificateFact(string Label, IReadOnlyList<string> Lines)
{
    public CertificateFact(string label, string line)
        : this(label, [line])
    {
    }
}

/// <summary>What a certificate says, in words: paper, page and list say the same.</summary>
public static class CertificateWords
{
    public const string Title = "Attestato di partecipazione";
    public const string Mode = "a distanza";

    /// <summary>Every fact that stands on the paper.</summary>
    public static IReadOnlyList<CertificateFact> Of(CertificateFacts facts, string number, string code) =>
    [
        new("Numero", number),
        new("Rilasciato a", facts.Person),
        .. Given("Ente o organizzazione", facts.Body),
        new("Webinar", facts.Title),
        .. Given("Tema", facts.Theme),
        new("Quando", When(facts)),
        new("Modalità", facts.Mode),
        new("Presenza", Attended(facts)),
        .. Given("Crediti formativi", facts.Credits is { } credits ? Credits(credits) : null),
        .. Given("Programma", [.. facts.Programme.Select(Line)]),
        .. Given("Coordinamento", facts.Coordinator),
        new("Progetto", HousePaper.Project),
        new("Fondo", facts.Fund),
        new("Luogo e data", PlaceAndDay(facts)),
        new("Firma", string.Join(", ", facts.Signer.Split('\n'))),
        .. Given("Sostituisce", facts.Replaces is { } old ? Replaces(old) : null),
        new("Codice di verifica", CertificateCode.Grouped(code)),
        new("Si verifica su", facts.WhereToVerify(code)),
    ];

    public static string When(CertificateFacts facts) => $"{RomeTime.Span(facts.From, facts.Until)} (ora italiana)";

    public static string Attended(CertificateFacts facts) => $"{Hours(facts.AttendedMinutes)} su {Hours(facts.WholeMinutes)}";

    public static string PlaceAndDay(CertificateFacts facts) => $"{facts.Place}, {RomeTime.Date(facts.Day)}";

    public static string Replaces(string number) => $"l’attestato n. {number}, che non vale più";

    /// <summary>"3 crediti formativi, di cui 1 deontologico (evento 61234)".</summary>
    public static string Credits(CertificateCredits credits) =>
        Amount.Of(credits.Total, "credito formativo", "crediti formativi")
        + credits.Deontological switch { 0 => "", var some => $", di cui {Amount.Of(some, "deontologico", "deontologici")}" }
        + $"; identificativo dell’evento: {credits.EventId}";

    /// <summary>"1 ora e 52 minuti".</summary>
    public static string Hours(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => Amount.Of(rest, "minuto", "minuti"),
        (var hours, 0) => Amount.Of(hours, "ora", "ore"),
        var (hours, rest) => $"{Amount.Of(hours, "ora", "ore")} e {Amount.Of(rest, "minuto", "minuti")}",
    };

    public static string Line(CertificateTalk talk) =>
        (talk.Hours.Length > 0 ? $"{talk.Hours} " : "") + talk.Title + (talk.Subtitle.Length > 0 ? $". {talk.Subtitle}" : "")
        + (talk.Speakers.Count > 0 ? $": {string.Join("; ", talk.Speakers)}" : "");

    private static CertificateFact[] Given(string label, string? text) =>
        text is { Length: > 0 } line ? [new(label, line)] : [];

    private static CertificateFact[] Given(string label, IReadOnlyList<string> lines) => lines.Count > 0 ? [new(label, lines)] : [];
}
