using Coopera.Core.Registrations.Imports;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Testing.Samples;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Browser;

public static partial class Stage
{
    /// <summary>Six people by a list; a mail has left to one of them, and another has cancelled.</summary>
    public static async Task<Guid> ImportAsync(this CooperaSite site, Webinar webinar)
    {
        ImportRow[] rows = [.. Enumerable.Range(1, 6).Select(
            i => new ImportRow(i + 1, People.Person($"importata{i}@comune.example", "Maria Assunta", $"Importata {i}")))];
        var plan = await site.ReadAsync(db => ImportPlan.OfAsync(db, webinar, rows, evenCancelled: false));
        var terms = new ImportTerms(
            "Iscritti del Comune di Castroreale.xlsx", "Elenco mandato dal Comune di Castroreale", "data dall’ente che indica la persona",
            SendsMail: true, BeyondPlaces: true, EvenCancelled: false);
        var result = await site.InScopeAsync(services => services.GetRequiredService<ImportPeople>().RunAsync(new ImportOrder(
            webinar.Id, rows, rows.Length, terms, plan.Fingerprint, CooperaSite.AdministratorEmail)));
        await site.WriteAsync(async db =>
        {
            var people = await db.Registrations.Where(r => r.WebinarId == webinar.Id).OrderBy(r => r.Number).ToListAsync();
            people[3].Cancel(null, DateTimeOffset.UtcNow);
            await db.OutgoingMails.Where(m => m.RegistrationId == people[0].Id)
                .ExecuteUpdateAsync(
                    m => m.SetProperty(x => x.Status, OutgoingMailStatus.Sent).SetProperty(x => x.SentAt, DateTimeOffset.UtcNow));
        });
        return Guid.Parse(result.Id!);
    }
}
