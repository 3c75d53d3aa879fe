using System.Globalization;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Texts;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Audit;

public static class AuditWords
{
    public static readonly IReadOnlyList<(string Key, string Text)> Kinds =
    [
        ("webinar", "webinar"), ("comunicato", "comunicati stampa"), ("iscrizione", "iscrizioni"), ("adesione", "adesioni"),
        ("utente", "profili del personale"), ("posta", "email"), ("messaggio", "messaggi a più persone"),
        ("pec", "schede arrivate per PEC"), ("indirizzo", "indirizzi a riposo"),
        ("testo", "testi del sito"), ("conservazione", "conservazione dei dati"),
    ];

    public static string? Kind(string? key) => Kinds.Where(kind => kind.Key == key).Select(kind => kind.Text).SingleOrDefault();

    public static async Task<IReadOnlyDictionary<string, string>> PlacesAsync(this CooperaDb db, IEnumerable<string?> keys)
    {
        var places = new Dictionary<string, string>();
        foreach (var group in keys.OfType<string>().Distinct().Select(key => key.Split('/', 2)).Where(parts => parts.Length == 2).GroupBy(
            parts => parts[0], parts => parts[1]))
        {
            var numbers = group.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : (int?)null)
                .OfType<int>().ToList();
            var guids = group.Select(id => Guid.TryParse(id, out var guid) ? guid : (Guid?)null).OfType<Guid>().ToList();
            var texts = group.ToList();
            IReadOnlyList<string> there = group.Key switch
            {
                "webinar" => Texts(await db.Webinars.Where(w => numbers.Contains(w.Id)).Select(w => w.Id).ToListAsync()),
                "comunicato" => Texts(await db.PressReleases.Where(r => numbers.Contains(r.Id)).Select(r => r.Id).ToListAsync()),
                "iscrizione" => Texts(await db.Registrations.Where(r => guids.Contains(r.Id)).Select(r => r.Id).ToListAsync()),
                "adesione" => Texts(await db.Adhesions.Where(a => guids.Contains(a.Id)).Select(a => a.Id).ToListAsync()),
                "utente" => await db.Users.Where(u => texts.Contains(u.Id)).Select(u => u.Id).ToListAsync(),
                "posta" => Texts(await db.OutgoingMails.Where(m => guids.Contains(m.Id)).Select(m => m.Id).ToListAsync()),
                "messaggio" => Texts(await db.Mailings.Where(m => guids.Contains(m.Id)).Select(m => m.Id).ToListAsync()),
                "pec" => Texts(await db.PecArrivals.Where(a => guids.Contains(a.Id)).Select(a => a.Id).ToListAsync()),
                "indirizzo" => Texts(await db.BouncingAddresses.Where(a => guids.Contains(a.Id)).Select(a => a.Id).ToListAsync()),
                "conservazione" => texts,
                "testo" => texts.FindAll(word => SiteTextPhrases.Of(word) is not null),
                _ => [],
            };
            foreach (var id in there)
            {
                places[$"{group.Key}/{id}"] = PageOf(group.Key, id);
            }
        }

        return places;
    }

    private static string PageOf(string kind, string id) => kind switch
    {
        "webinar" => Addresses.Admin.Webinars.Page(int.Parse(id, CultureInfo.InvariantCulture)),
        "comunicato" => Addresses.Admin.Press.Page(int.Parse(id, CultureInfo.InvariantCulture)),
        "iscrizione" => Addresses.Admin.Registrations.Page(Guid.Parse(id)),
        "adesione" => Addresses.Admin.Adhesions.Page(Guid.Parse(id)),
        "utente" => Addresses.Admin.Staff.Page(id),
        "posta" => Addresses.Admin.Mail.Page(Guid.Parse(id)),
        "messaggio" => Addresses.Admin.Mailings.Page(Guid.Parse(id)),
        "pec" => Addresses.Admin.Adhesions.ByPec,
        "conservazione" => Addresses.Admin.Retention.List,
        "indirizzo" => Addresses.Admin.Mail.BouncingAddress(Guid.Parse(id)),
        "testo" => Addresses.Admin.Texts.Edit(id),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing of this kind has a page."),
    };

    public static string Sentence(this AuditFault fault) => fault.Kind switch
    {
        AuditFaultKind.Changed =>
            $"La riga {fault.From} non è più come era stata scritta: il suo contenuto non corrisponde alla sua impronta.",
        AuditFaultKind.Removed => fault.From == fault.To
            ? $"Manca la riga {fault.From}: è stata tolta."
            : $"Mancano le righe da {fault.From} a {fault.To}: sono state tolte.",
        AuditFaultKind.Unlinked when fault.From == 0 => "La riga 1 non è quella con cui il registro è cominciato: è stata sostituita.",
        AuditFaultKind.Unlinked => $"La riga {fault.To} non continua la riga {fault.From}: una delle due è stata sostituita.",
        AuditFaultKind.Inserted => $"La riga {fault.From} non l’ha scritta il sito: è stata aggiunta.",
        AuditFaultKind.EndRemoved => fault.From == fault.To
            ? $"Manca l’ultima riga, la {fault.From}: è stata tolta."
            : $"Mancano le ultime righe, da {fault.From} a {fault.To}: sono state tolte.",
        AuditFaultKind.EndReplaced => $"La riga {fault.From} non è l’ultima che il sito ha scritto: è stata sostituita.",
        AuditFaultKind.EndMoved =>
            "La fine del registro non è dove l’ha messa il sito: dopo l’ultima riga che si legge ne sono state tolte altre, o il registro è "
            + "stato scritto con un’altra chiave.",
        AuditFaultKind.Emptied => "Nel registro non c’è la riga del primo profilo, e di profili ce ne sono: è stato svuotato.",
        _ => "Manca l’annotazione di dove finisce il registro: non si può dire se dalla fine è stato tolto qualcosa.",
    };

    private static List<string> Texts<T>(List<T> ids)
        where T : notnull => ids.ConvertAll(id => id.ToString()!);
}
