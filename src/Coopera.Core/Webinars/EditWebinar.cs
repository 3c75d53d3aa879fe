using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <param name="Told">How many mails were queued.</param>
public sealed record EditResult(EditorOutcome Outcome, Consequences? Consequences = null, int Told = 0);

/// <summary>What the editor's form holds is saved. People who signed up hear of what they must know, and new places go to who waits.</summary>
public sealed class EditWebinar(WebinarDesk desk)
{
    /// <param name="agreed">What the person agreed to: see <see cref="Consequences.Key"/>.</param>
    public async Task<EditResult> RunAsync(
        EditorCall call, WebinarContent content, IReadOnlyList<Talk> talks, string? agreed, CancellationToken cancellationToken = default)
    {
        Consequences? consequences = null;
        var told = 0;
        var outcome = await desk.TakeAsync(
            call,
            async turn =>
            {
                var (db, webinar) = (turn.Db, turn.Webinar);
                var before = webinar.Content;
                var changes = FieldChange.Between(await WebinarPhrases.OfAsync(db, before, webinar.Talks), await WebinarPhrases.OfAsync(db, content, talks));
                if (changes.Count == 0)
                {
                    return EditorOutcome.NothingToDo; // also the second of two clicks
                }

                if (turn.IsOvertaken)
                {
                    return EditorOutcome.Overtaken;
                }

                if (await WebinarDesk.IsSlugTakenAsync(db, content.Slug, webinar.Id))
                {
                    return EditorOutcome.SlugTaken;
                }

                consequences = await Consequences.OfAsync(db, webinar, content, turn.Now);
                if (!consequences.AreAgreed(agreed))
                {
                    return EditorOutcome.NeedsAgreement;
                }

                await KeepOldSlugAsync(turn, content.Slug);
                var news = webinar.Edit(content, talks, turn.Now);
                var tells = consequences.Tells && !consequences.IsSilent(agreed);
                turn.Register(
                    "modifica il webinar",
                    string.Join(", ", changes.Select(change => change.Label.ToLower(RomeTime.Italian))) + (tells ? $"; avvisate per email {RegistrationPhrases.People(consequences.Told)}" : ""),
                    changes);
                await db.SaveChangesAsync();
                told = tells ? await TellEverybody.OfChangeAsync(db, webinar, before, news, turn.Now) : 0;
                if (content.Capacity != before.Capacity)
                {
                    await Places.FillAsync(db, webinar, turn.Now);
                }

                return EditorOutcome.Done;
            },
            cancellationToken);
        return new EditResult(outcome, consequences, told);
    }

    /// <summary>Whoever kept the address of a published page is led on; what was never public leaves no trace.</summary>
    private static async Task KeepOldSlugAsync(WebinarTurn turn, string slug)
    {
        var (db, webinar) = (turn.Db, turn.Webinar);
        if (slug == webinar.Slug)
        {
            return;
        }

        await db.OldSlugs.Where(old => old.Kind == SlugOf.Webinar && old.Slug == slug && old.OwnerId == webinar.Id).ExecuteDeleteAsync();
        if (webinar.Status != WebinarStatus.Draft)
        {
            db.OldSlugs.Add(new OldSlug(SlugOf.Webinar, webinar.Slug, webinar.Id));
        }
    }
}
