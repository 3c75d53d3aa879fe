using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Web.Features.Admin.Coordination;

/// <summary>States, offices and kinds in the words that staff read.</summary>
public static class AdhesionText
{
    public static readonly IReadOnlyList<(ReviewChecks Check, string Text)> AllChecks =
    [
        (ReviewChecks.SchedaSigned, "la scheda è firmata, a mano o con firma digitale"),
        (ReviewChecks.RightSigner, "chi ha firmato è il legale rappresentante indicato"),
        (ReviewChecks.DataAgree, "i dati scritti on line sono quelli della scheda firmata"),
        (ReviewChecks.Act, "l’atto c’è, o si è d’accordo su quando arriva"),
    ];

    public static string Label(this AdhesionStatus status) => status switch
    {
        AdhesionStatus.Draft => "bozza",
        AdhesionStatus.Submitted => "inviata",
        AdhesionStatus.InReview => "in verifica",
        AdhesionStatus.ChangesRequested => "integrazioni richieste",
        AdhesionStatus.Accepted => "accolta",
        AdhesionStatus.Refused => "respinta",
        _ => "ritirata",
    };

    /// <summary>The class of the tag that shows it; the word always stands beside the colour.</summary>
    public static string TagClass(this AdhesionStatus status) => status switch
    {
        AdhesionStatus.Submitted or AdhesionStatus.InReview => "tag tag-sample",
        AdhesionStatus.Accepted => "tag tag-open",
        AdhesionStatus.Refused or AdhesionStatus.Withdrawn => "tag tag-over",
        _ => "tag",
    };

    public static string Label(this PublicBodyKind kind) => kind switch
    {
        PublicBodyKind.Municipality => "comune",
        PublicBodyKind.FreeConsortium => "libero consorzio",
        _ => "città metropolitana",
    };

    /// <summary>Office and body are masculine or feminine with the person: the word that fits both.</summary>
    public static string Label(this LegalOffice office) => office switch
    {
        LegalOffice.Mayor => "sindaca o sindaco",
        LegalOffice.President => "presidente",
        _ => "commissaria o commissario",
    };

    public static string Label(this SaiProject project) => project switch
    {
        SaiProject.Yes => "sì",
        SaiProject.No => "no",
        _ => "in preparazione",
    };

    public static string Label(this SaiKinds kinds) => string.Join(", ", new[]
    {
        kinds.HasFlag(SaiKinds.Ordinary) ? "ordinari" : null,
        kinds.HasFlag(SaiKinds.UnaccompaniedMinors) ? "minori stranieri non accompagnati" : null,
        kinds.HasFlag(SaiKinds.MentalDistressAndDisability) ? "disagio mentale e disabilità" : null,
    }.OfType<string>());

    public static string Label(this ActKind kind) => kind switch
    {
        ActKind.Resolution => "delibera",
        ActKind.Determination => "determina",
        ActKind.Decree => "decreto",
        _ => "da adottare",
    };

    /// <summary>"delibera n. 12 del 10 gennaio 2026", "da adottare"; empty when nothing was told.</summary>
    public static string Label(this AdhesionAct act) => string.Join(' ', new[]
    {
        act.Kind?.Label(),
        act.Number.Length > 0 ? $"n. {act.Number}" : null,
        act.Date is { } date ? $"del {RomeTime.Date(date)}" : null,
    }.OfType<string>());

    public static string Label(this AdhesionEventKind kind) => kind switch
    {
        AdhesionEventKind.Started => "Scheda cominciata",
        AdhesionEventKind.Recorded => "Adesione registrata",
        AdhesionEventKind.Edited => "Dati corretti",
        AdhesionEventKind.SignedCopyReceived => "Scheda firmata ricevuta",
        AdhesionEventKind.ReviewStarted => "Presa in verifica",
        AdhesionEventKind.ChangesRequested => "Integrazioni richieste",
        AdhesionEventKind.Accepted => "Adesione accolta",
        AdhesionEventKind.Refused => "Adesione respinta",
        AdhesionEventKind.Withdrawn => "Adesione ritirata",
        AdhesionEventKind.Reminded => "Promemoria inviato",
        AdhesionEventKind.ProtocolSet => "Protocollo registrato",
        _ => "Nuovo link inviato",
    };

    /// <summary>What is still unticked, for sentences; empty when all is checked.</summary>
    public static IReadOnlyList<string> Missing(this ReviewChecks checks) =>
        [.. AllChecks.Where(pair => !checks.HasFlag(pair.Check)).Select(pair => pair.Text)];

    /// <summary>"oggi", "da ieri", "da 3 giorni".</summary>
    public static string For(DateTimeOffset since, DateTimeOffset now) => Days(since, now) switch
    {
        <= 0 => "da oggi",
        1 => "da ieri",
        var days => string.Create(CultureInfo.InvariantCulture, $"da {days} giorni"),
    };

    /// <summary>"128 kB", "1,4 MB".</summary>
    public static string Size(long bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, bytes / 1000)} kB"
        : $"{(bytes / 1_000_000m).ToString("0.0", RomeTime.Italian)} MB";

    /// <summary>A telephone number as <c>tel:</c> takes it.</summary>
    public static string Dial(string phone) => string.Concat(phone.Where(c => c is '+' || char.IsAsciiDigit(c)));

    /// <summary>"31/01/2026", for spreadsheets.</summary>
    public static string ShortDate(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static int Days(DateTimeOffset since, DateTimeOffset now) => (RomeTime.ToRome(now).Date - RomeTime.ToRome(since).Date).Days;
}
