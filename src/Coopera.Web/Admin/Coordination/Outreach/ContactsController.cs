using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Exports;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination.Outreach;

public sealed class ContactsController(
    CooperaDb db, PublicBodyDirectory directory, StreamedDb streamed, ListExport export) : AdminController
{
    private const int PageSize = 100;
    private const int MostAddresses = 500;

    private static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("Ente", Width: 38),
        new("Provincia", Width: 12),
        new("Nel Coordinamento dal", ExportCell.Day, 14),
        new("PEC", Width: 34),
        new("Email per le comunicazioni", Width: 34),
        new("Legale rappresentante", Width: 26),
        new("Carica", Width: 22),
        .. AdhesionExport.Person("Referente tecnico"),
        .. AdhesionExport.Person("Referente politico"),
    ];

    [HttpGet("/gestione/adesioni/referenti")]
    public async Task<ViewResult> Contacts(MemberFilter filter, [FromQuery(Name = "pagina")] int number = 1)
    {
        var found = filter.Apply(db);
        var total = await found.CountAsync();
        var page = ListPage.Of(number, total, PageSize);
        return View(new ContactList(
            filter, await page.In(found).ToListAsync(), total, page, await AddressesAsync(found, total),
            await directory.ProvinceChoicesAsync()));
    }

    /// <summary>Every address once, as a mail program takes them; none for more than it would take at once.</summary>
    private static async Task<string> AddressesAsync(IQueryable<FiledAdhesion> found, int total) =>
        total > MostAddresses ? "" : string.Join("; ", (await found
            .Select(m => new { Technical = m.Adhesion.TechnicalContact.Email, m.Adhesion.Email }).ToListAsync())
            .Select(m => m.Technical.IsGiven ? m.Technical : m.Email)
            .Where(address => address.IsGiven).Distinct());

    [HttpGet("/gestione/adesioni/referenti.csv")]
    [HttpGet("/gestione/adesioni/referenti.xlsx")]
    [Authorize(Policy = StaffPolicies.Export)]
    public Task<IActionResult> Export(MemberFilter filter) => export.AnswerAsync(
        HttpContext, new ExportedList(
            "referenti", "Referenti", AuditAction.ContactsExported, filter.Describe(), Columns,
            filter.Apply(streamed.Db).AsAsyncEnumerable().Select(Cells))
        {
            Back = Addresses.Admin.Adhesions.Contacts,
        });

    private static object?[] Cells(FiledAdhesion member)
    {
        var a = member.Adhesion;
        return
        [
            member.Body.FullName,
            member.Body.ProvinceName,
            a.MemberSince,
            a.Pec.Display,
            a.Email.Display,
            a.LegalRepresentative.FullName,
            a.LegalRepresentative.Office?.Label(),
            .. AdhesionExport.Cells(a.TechnicalContact),
            .. AdhesionExport.Cells(a.PoliticalContact),
        ];
    }
}

/// <summary>Which members: <c>?provincia=ME&amp;cerca=rossi&amp;senza=true</c>.</summary>
/// <param name="Senza">Only those in which there is nobody to talk to yet.</param>
public sealed record MemberFilter(
    [FromQuery(Name = "provincia")] string? Province,
    [FromQuery(Name = "cerca")] string? Search,
    [FromQuery(Name = "senza")] bool WithoutContacts)
{
    public IQueryable<FiledAdhesion> Apply(CooperaDb db)
    {
        var members =
            from a in db.Adhesions.AsNoTracking().Where(a => a.Status == AdhesionStatus.Accepted)
            join b in db.PublicBodies on a.PublicBodyCode equals b.Code
            select new FiledAdhesion { Adhesion = a, Body = b };
        if (!string.IsNullOrWhiteSpace(Province))
        {
            members = members.Where(m => m.Body.ProvinceCode == Province);
        }

        if (WithoutContacts)
        {
            members = members.Where(
                m => m.Adhesion.TechnicalContact.Email == EmailAddress.None && m.Adhesion.PoliticalContact.Email == EmailAddress.None
                    && m.Adhesion.Email == EmailAddress.None);
        }

        var called = db.CodesCalled(Search);
        foreach (var word in Text.SearchWords(Search))
        {
            members = members.Where(
                m => m.Adhesion.SearchText.Contains(word) || m.Body.SearchText.Contains(word) || called.Contains(m.Body.Code));
        }

        return members.OrderBy(m => m.Body.ProvinceName).ThenBy(m => m.Body.SearchText).ThenBy(m => m.Body.Code);
    }

    public string Query(int page = 1) => ListQuery.Of(
        ("provincia", Province),
        ("cerca", Search),
        ("senza", WithoutContacts ? "true" : null),
        ListQuery.Page(page));

    public string Describe() => string.Join(", ", new[]
    {
        string.IsNullOrWhiteSpace(Province) ? null : $"provincia {Text.CleanLine(Province)}",
        WithoutContacts ? "senza recapiti" : null,
        string.IsNullOrWhiteSpace(Search) ? null : $"ricerca «{Text.CleanLine(Search)}»",
    }.OfType<string>()) is { Length: > 0 } text ? text : "tutti";
}

/// <param name="Addresses">Of all that were found; empty when there are none, or too many.</param>
public sealed record ContactList(
    MemberFilter Filter, IReadOnlyList<FiledAdhesion> Members, int Total, ListPage Page, string Addresses,
    IReadOnlyList<SelectListItem> Provinces)
{
    public ListPager Pager => ListPager.Of(
        Page.Number, Page.Count, number => Core.Links.Addresses.Admin.Adhesions.Contacts + Filter.Query(number));
}
