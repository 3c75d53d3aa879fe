using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Core.Presence.Evidence;
using Coopera.Core.Registrations;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Presence;

/// <summary>The register of presences: on paper, to be signed, and as a spreadsheet with every trace.</summary>
[Authorize(Policy = StaffPolicies.Export)]
public sealed class PresenceFilesController(
    AttendanceBooks books, RegisterOfPresences register, ListExport files, TimeProvider clock) : AdminController
{
    [HttpGet("/gestione/webinar/{id:int}/presenze.pdf")]
    public async Task<IActionResult> Pdf(int id)
    {
        if (await books.ReadAsync(id) is not { } book)
        {
            return NotFound();
        }

        var list = ListOf(book);
        var (question, purpose) = await files.AskAsync(
            HttpContext, $"Registro delle presenze (PDF): {book.Webinar.Title}", list.Filter,
            "nome, ente, entrate e uscite con la loro fonte, minuti; l’indirizzo di chi ha un nome in caratteri che non si stampano",
            list.Back);
        if (question is not null)
        {
            return question;
        }

        var paper = RegisterOfPresences.Paper(book);
        var bytes = PresenceRegister.Make(paper, clock.GetUtcNow());
        await files.RegisterAsync(list, User.Identity!.Name!, purpose, $"PDF, {RegistrationPhrases.People(paper.People.Count)}");
        return File(bytes, "application/pdf", files.FileName(list.Name, "pdf"));
    }

    [HttpGet("/gestione/webinar/{id:int}/presenze.xlsx")]
    public async Task<IActionResult> Xlsx(int id) =>
        await books.ReadAsync(id) is { } book ? await files.AnswerAsync(HttpContext, ListOf(book)) : NotFound();

    private ExportedList ListOf(AttendanceBook book) => new(
        $"registro-presenze-{book.Webinar.Slug}", "Registro delle presenze", AuditAction.PresenceExported,
        "chi ha un posto o ha lasciato una traccia, in ordine di cognome", RegisterOfPresences.Columns, register.RowsAsync(book))
    {
        Subject = book.Webinar.Title,
        SubjectKey = AuditSubject.Webinar(book.Webinar.Id),
        Back = Addresses.Admin.Presence.Page(book.Webinar.Id),
    };
}
