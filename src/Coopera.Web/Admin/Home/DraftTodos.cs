using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

/// <summary>Webinars that are not on the site yet: which wait, which will be published by themselves, and which should have been.</summary>
public sealed class DraftTodos(CooperaDb db)
{
    public async Task<IReadOnlyList<Todo>> MakeAsync(DateTimeOffset now, bool mayEdit)
    {
        var drafts = await db.Webinars.AsNoTracking().Where(w => w.Status == WebinarStatus.Draft).OrderBy(w => w.StartsAt).ToListAsync();
        var todos = drafts.Select(draft => ByItself(draft, now, mayEdit)).OfType<Todo>().ToList();
        var waiting = drafts.Where(draft => draft is { PublishAt: null, NotPublishedAt: null }).Select(draft => draft.Title).ToList();
        if (waiting.Count > 0)
        {
            todos.Add(new Todo(
                TodoKind.Watch, Amount.Of(waiting.Count, "webinar è ancora in bozza.", "webinar sono ancora in bozza."),
                $"{string.Join(", ", waiting.Take(3).Select(title => $"«{title}»"))}{(waiting.Count > 3 ? "…" : ".")}",
                Addresses.Admin.Webinars.List, mayEdit ? "Completa e pubblica" : "Guarda"));
        }

        return todos;
    }

    private static Todo? ByItself(Webinar draft, DateTimeOffset now, bool mayEdit)
    {
        var page = Addresses.Admin.Webinars.Page(draft.Id);
        if (draft.NotPublishedAt is { } missed)
        {
            var still = Publication.Of(draft, now).Missing;
            return new Todo(
                TodoKind.Urgent, $"«{draft.Title}» non è stato pubblicato.",
                $"Doveva andare sul sito {RomeTime.DateAndTime("il", missed)}. "
                + (still.Count == 0 ? "Adesso c’è tutto." : $"Manca: {string.Join("; ", still)}."),
                page, mayEdit ? "Completa e pubblica" : "Guarda");
        }

        if (draft.PublishAt is not { } at)
        {
            return null;
        }

        var missing = Publication.Of(draft, at).Missing;
        return new Todo(
            missing.Count == 0 ? TodoKind.Watch : TodoKind.Ours, $"«{draft.Title}» si pubblica da solo {RomeTime.DateAndTime("il", at)}.",
            missing.Count == 0 ? "È pronto." : $"Prima va completato. Manca: {string.Join("; ", missing)}.",
            page, mayEdit && missing.Count > 0 ? "Completa" : "Guarda");
    }
}
