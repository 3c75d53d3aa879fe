using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Coordination;

public static class AdhesionPhrases
{
    private static readonly (ReviewChecks Check, string Text)[] AllChecks =
    [
        (ReviewChecks.SchedaSigned, "la scheda è firmata, a mano o con firma digitale"),
        (ReviewChecks.RightSigner, "chi ha firmato è il legale rappresentante indicato"),
        (ReviewChecks.DataAgree, "i dati scritti on line sono quelli della scheda firmata"),
        (ReviewChecks.Act, "l’atto c’è, o si è d’accordo su quando arriva"),
    ];

    public static string FollowerStays(EmailAddress email) =>
        $"Qui va l’indirizzo a cui è arrivato il link: {email}. Per passare la scheda a un’altra persona inoltrale l’email; per cambiare "
        + "indirizzo rispondi a quell’email e mandiamo un link nuovo.";

    public static string Actor(string name) =>
        name == Domain.Coordination.Actor.Body.Name ? "ente"
        : name == Domain.Coordination.Actor.Pec.Name ? "ente, per PEC"
        : name == Domain.Coordination.Actor.Site.Name ? "sito"
        : name;

    /// <summary>"n. 0001234 del 27 novembre 2026 (AOO1, Ufficio protocollo)".</summary>
    public static string Words(BodyProtocol protocol) =>
        $"n. {protocol.Number}{(protocol.Date is { } date ? $" {RomeTime.Date("del", date)}" : "")}"
        + (protocol.Office.Length > 0 ? $" ({protocol.Office})" : "");

    public static string Sender(this SignedCopy copy) =>
        copy.ReceivedFrom == Domain.Coordination.Actor.Body.Name ? "chi segue l’adesione"
        : copy.CameByPec ? "una casella PEC: è da verificare"
        : copy.ReceivedFrom;

    public static string Label(this AdhesionStatus status) => status switch
    {
        AdhesionStatus.Draft => "Bozza",
        AdhesionStatus.Submitted => "Inviata",
        AdhesionStatus.InReview => "In verifica",
        AdhesionStatus.ChangesRequested => "Integrazioni richieste",
        AdhesionStatus.Accepted => "Accolta",
        AdhesionStatus.Refused => "Respinta",
        _ => "Ritirata",
    };

    public static string TagClass(this AdhesionStatus status) => status switch
    {
        AdhesionStatus.Accepted => "tag tag-open",
        AdhesionStatus.Draft or AdhesionStatus.ChangesRequested => "tag tag-sample",
        AdhesionStatus.Refused or AdhesionStatus.Withdrawn => "tag tag-stop",
        _ => "tag tag-over",
    };

    public static string Label(this AdhesionEventKind kind) => kind switch
    {
        AdhesionEventKind.Started => "Scheda iniziata",
        AdhesionEventKind.Recorded => "Scheda registrata dalla segreteria",
        AdhesionEventKind.Edited => "Dati corretti dalla segreteria",
        AdhesionEventKind.CopyAttached => "Scheda caricata, da controllare",
        AdhesionEventKind.SignedCopyReceived => "Scheda firmata ricevuta",
        AdhesionEventKind.ReviewStarted => "Verifica iniziata",
        AdhesionEventKind.ChangesRequested => "Integrazioni richieste",
        AdhesionEventKind.Accepted => "Adesione accolta",
        AdhesionEventKind.Refused => "Adesione non accolta",
        AdhesionEventKind.Withdrawn => "Adesione ritirata",
        AdhesionEventKind.Reminded => "Promemoria inviato",
        AdhesionEventKind.ProtocolSet => "Protocollo assegnato",
        AdhesionEventKind.BodyProtocolRead => "Protocollo dell’ente, letto nella PEC",
        AdhesionEventKind.Proven => "Email confermata",
        AdhesionEventKind.CopyAskedAbout => "Scheda non firmata: chiesto se mandarla lo stesso",
        AdhesionEventKind.Restored => "Ritiro annullato: l’adesione è come prima",
        _ => "Nuovo link inviato",
    };

    /// <summary>What stands beside a line of the diary; null for nothing.</summary>
    public static string? Said(this AdhesionEvent line) =>
        line.Kind == AdhesionEventKind.CopyAskedAbout ? WaitingCopy.Read(line.Note)?.FileName : line.Note;

    public static string Label(this LegalOffice office) => office switch
    {
        LegalOffice.Mayor => "Sindaca o sindaco",
        LegalOffice.DeputyMayor => "Vicesindaca o vicesindaco",
        LegalOffice.President => "Presidente",
        LegalOffice.DeputyPresident => "Vicepresidente",
        _ => "Commissaria o commissario",
    };

    /// <summary>Who can sign for a body of this kind, the most usual first.</summary>
    public static IReadOnlyList<LegalOffice> Offices(this PublicBodyKind kind) => kind == PublicBodyKind.FreeConsortium
        ? [LegalOffice.President, LegalOffice.DeputyPresident, LegalOffice.Commissioner]
        : [LegalOffice.Mayor, LegalOffice.DeputyMayor, LegalOffice.Commissioner];

    public static string Label(this SaiProject project) => project switch
    {
        SaiProject.Yes => "Sì",
        SaiProject.No => "No",
        _ => "In preparazione",
    };

    public static string Label(this ActKind kind) => kind switch
    {
        ActKind.Resolution => "Delibera",
        ActKind.Determination => "Determina",
        ActKind.Decree => "Decreto",
        _ => "Da adottare",
    };

    public static string Label(this SaiKinds kinds)
    {
        var words = new List<string>();
        if (kinds.HasFlag(SaiKinds.Ordinary))
        {
            words.Add("ordinari");
        }

        if (kinds.HasFlag(SaiKinds.UnaccompaniedMinors))
        {
            words.Add("minori stranieri non accompagnati (MSNA)");
        }

        if (kinds.HasFlag(SaiKinds.MentalDistressAndDisability))
        {
            words.Add("disagio mentale o disabilità (DM-DS)");
        }

        return string.Join(", ", words);
    }

    public static string Sentence(this SaiNetwork network)
    {
        if (network.Project is not { } project)
        {
            return "";
        }

        var more = new[] { network.Kinds.Label(), network.Places switch { null => "", 1 => "1 posto", var n => $"{n} posti" } }
            .Where(part => part.Length > 0).ToList();
        return more.Count == 0 ? project.Label() : $"{project.Label()}: {string.Join(", ", more)}";
    }

    public static string Sentence(this AdhesionAct act)
    {
        if (act.Kind is not { } kind)
        {
            return "";
        }

        var number = act.Number.Length > 0 ? $" n. {act.Number}" : "";
        var date = act.Date is { } day ? $" {RomeTime.Date("del", day)}" : "";
        return $"{kind.Label()}{number}{date}";
    }

    public static string Label(this PublicBodyKind kind) => kind switch
    {
        PublicBodyKind.Municipality => "comune",
        PublicBodyKind.FreeConsortium => "libero consorzio",
        _ => "città metropolitana",
    };

    public static string Missing(this IReadOnlyList<AdhesionPart> parts) => $"Mancano: {string.Join("; ", parts.Select(part => part switch
    {
        AdhesionPart.Body => "i dati dell’ente (la PEC)",
        AdhesionPart.People => "le persone (chi firma e il referente tecnico)",
        _ => "la rete SAI e l’atto di adesione",
    }))}.";

    public static string Sentence(this CopyRefusal refusal, IReadOnlyList<AdhesionPart> missing) => refusal switch
    {
        CopyRefusal.StepsMissing => $"Prima di inviare la scheda completa i dati. {missing.Missing()}",
        CopyRefusal.TooManyToday =>
            $"Per questa scheda sono già arrivate {Domain.Coordination.Adhesion.MostCopiesADay} copie nelle ultime 24 ore, il massimo: "
            + "riprova domani, oppure manda il file alla segreteria per email.",
        _ => "Con questo file le copie di questa scheda supererebbero i 40 MB, il massimo: scansiona in bianco e nero per avere un file più "
            + "leggero, oppure mandalo alla segreteria per email.",
    };

    public static IReadOnlyList<string> Missing(this ReviewChecks checks) =>
        [.. AllChecks.Where(pair => !checks.HasFlag(pair.Check)).Select(pair => pair.Text)];

    public static string For(DateTimeOffset since, DateTimeOffset now) =>
        (RomeTime.ToRome(now).Date - RomeTime.ToRome(since).Date).Days switch
        {
            <= 0 => "da oggi",
            1 => "da ieri",
            var days => string.Create(CultureInfo.InvariantCulture, $"da {days} giorni"),
        };

    public static string Dial(string phone) => string.Concat(phone.Where(c => c is '+' || char.IsAsciiDigit(c)));
}
