using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations;

[Authorize(Policy = StaffPolicies.Export)]
public sealed class AttendanceController(
    CooperaDb db, PublicBodyDirectory directory, ListExport files, TimeProvider clock) : AdminController
{
    [HttpGet("/gestione/webinar/{id:int}/foglio-presenze.pdf")]
    public async Task<IActionResult> Sheet(int id)
    {
        if (await db.Webinars.AsNoTracking().Include(w => w.Talks).SingleOrDefaultAsync(w => w.Id == id) is not { } webinar)
        {
            return NotFound();
        }

        var back = Addresses.Admin.Registrations.List(id);
        var (question, purpose) = await files.AskAsync(
            HttpContext, $"Foglio presenze (PDF): {webinar.Title}", "chi ha un posto, in ordine di cognome",
            "nome, ente, spazio per la firma; l’indirizzo di chi ha un nome in caratteri che non si stampano", back);
        if (question is not null)
        {
            return question;
        }

        var bodies = await directory.ByCodeAsync();
        var confirmed = await db.Registrations.AsNoTracking().Where(r => r.WebinarId == id && r.Status == RegistrationStatus.Confirmed)
            .OrderBy(r => r.SortName)
                .ThenBy(r => r.Number).Select(r => new { r.FirstName, r.LastName, r.PublicBodyCode, r.OtherBody, r.Email }).ToListAsync();
        var people = confirmed.ConvertAll(r => new AttendanceSheetPerson(
            $"{r.LastName} {r.FirstName}".TrimStart(),
            r.PublicBodyCode is { } code ? bodies.GetValueOrDefault(code)?.FullName : r.OtherBody,
            r.Email.Display));
        var sheet = new AttendanceSheetContent(
            webinar.Title, webinar.Theme, $"{RomeTime.Span(webinar.StartsAt, webinar.EndsAt)} (ora italiana)", "on line", people)
        {
            Programme = webinar.Talks.Programme(),
        };
        var bytes = AttendanceSheet.Make(sheet, clock.GetUtcNow());
        var list = new ExportedList(
            "foglio-presenze", "", AuditAction.AttendanceSheetTaken, "confermati", [], AsyncEnumerable.Empty<object?[]>())
        {
            Subject = webinar.Title,
            SubjectKey = AuditSubject.Webinar(id),
        };
        await files.RegisterAsync(list, User.Identity!.Name!, purpose, $"PDF, {RegistrationPhrases.People(people.Count)}");
        return File(bytes, "application/pdf", files.FileName($"foglio-presenze-{webinar.Slug}", "pdf"));
    }
}
