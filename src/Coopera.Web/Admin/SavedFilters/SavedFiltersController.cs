using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Staff.SavedFilters;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.SavedFilters;

[Route("/gestione/filtri")]
public sealed class SavedFiltersController(UserManager<StaffUser> users) : AdminController
{
    [HttpPost]
    public async Task<IActionResult> Save(FilterForm form, [FromServices] SaveFilter save, CancellationToken cancellationToken)
    {
        var name = Text.CleanLine(form.Name);
        if (form.List is not { } list || form.Query is not ['?', _, ..] || form.Query.Length > SavedFilter.QueryMaxLength)
        {
            TempData["Refused"] = "Questo filtro non si può salvare.";
        }
        else if (name.Length is 0 or > SavedFilter.NameMaxLength)
        {
            TempData["Refused"] = name.Length == 0
                ? "Scrivi un nome per il filtro: così lo ritrovi." : Phrases.TooLong("Il nome", SavedFilter.NameMaxLength);
        }
        else if (await save.RunAsync(users.GetUserId(User)!, list, name, form.Query, cancellationToken))
        {
            TempData["Done"] = $"Filtro salvato: «{name}».";
        }
        else
        {
            TempData["Refused"] = $"Hai già {SavedFilter.Most} filtri per questo elenco: togline uno che non usi più.";
        }

        return Back(form.Back);
    }

    [HttpPost("{id:int}/togli")]
    public async Task<IActionResult> Forget(
        int id, [FromForm(Name = "torna")] string? back, [FromServices] ForgetFilter forget, CancellationToken cancellationToken)
    {
        await forget.RunAsync(users.GetUserId(User)!, id, cancellationToken);
        TempData["Done"] = "Filtro tolto.";
        return Back(back);
    }

    private SeeOther Back(string? address) => new(Url.IsLocalUrl(address) ? address : Url.Content(Addresses.Admin.Home));
}

public sealed class FilterForm
{
    [FromForm(Name = "elenco")]
    public StaffList? List { get; set; }

    [FromForm(Name = "nome")]
    public string? Name { get; set; }

    [FromForm(Name = "filtro")]
    public string? Query { get; set; }

    [FromForm(Name = "torna")]
    public string? Back { get; set; }
}
