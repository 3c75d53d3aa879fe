using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

public sealed class CreateWebinar(CooperaDb database, TimeProvider clock)
{
    /// <summary>The new webinar's id; null when another page has, or had, this address.</summary>
    public async Task<int?> RunAsync(
        WebinarContent content, IReadOnlyList<Talk> talks, string staff, Guid? form = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteOnceAsync<int?>(
                form,
                async db =>
                {
                    if (await ChangedWebinar.IsSlugTakenAsync(db, content.Slug, id: 0))
                    {
                        return null;
                    }

                    var id = await AddAsync(db, content, talks);
                    await RegisterAsync(
                        db, AuditAction.WebinarCreated, content, talks, id,
                        $"bozza, {RomeTime.Span(content.StartsAt, content.EndsAt)}", staff);
                    return id;
                },
                cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return null;
        }
    }

    /// <summary>
    /// A draft with the same words and questions, on the same weekday and hour of the next week that is still to come; without people, link
    /// or materials.
    /// </summary>
    public async Task<int?> DuplicateAsync(int id, string staff, Guid? form = null, CancellationToken cancellationToken = default) =>
        await database.WriteOnceAsync<int?>(
            form,
            async db =>
            {
                if (await db.Webinars.AsNoTracking().Whole().SingleOrDefaultAsync(
                    w => w.Id == id, CancellationToken.None) is not { } original)
                {
                    return null;
                }

                var content = Later(original.Content, clock.GetUtcNow()) with { JoinLink = null, PressReleaseId = null };
                for (var number = 2; await ChangedWebinar.IsSlugTakenAsync(db, content.Slug, id: 0); number++)
                {
                    content = content with { Slug = Slug.Numbered(original.Slug, number) };
                }

                var talks = original.Talks.Select(talk => talk.Copy()).ToList();
                var copy = await AddAsync(db, content, talks);
                db.Questions.AddRange((await QuestionSheet.CurrentAsync(db, id)).CopiesInto(Questionnaire.None, copy));
                await RegisterAsync(
                    db, AuditAction.WebinarDuplicated, content, talks, copy,
                    $"bozza, copia di «{original.Title}» {RomeTime.Date("del", original.StartsAt)}", staff);
                return copy;
            },
            cancellationToken);

    /// <summary>Moved on by whole weeks on the clocks of Rome, so that the hour stays the hour when summer time begins or ends.</summary>
    public static WebinarContent Later(WebinarContent content, DateTimeOffset now)
    {
        var weeks = 1;
        while (Move(content.StartsAt) <= now)
        {
            weeks++;
        }

        return content with
        {
            StartsAt = Move(content.StartsAt),
            EndsAt = Move(content.StartsAt) + (content.EndsAt - content.StartsAt),
            RegistrationOpensAt = null,
            RegistrationClosesAt = content.RegistrationClosesAt is { } closes ? Move(closes) : null,
        };

        DateTimeOffset Move(DateTimeOffset instant) => RomeTime.FromRome(RomeTime.ToRome(instant).DateTime.AddDays(7 * weeks));
    }

    private static async Task<int> AddAsync(CooperaDb db, WebinarContent content, IReadOnlyList<Talk> talks)
    {
        var webinar = new Webinar(content);
        foreach (var talk in talks)
        {
            webinar.With(talk);
        }

        db.Webinars.Add(webinar);
        await db.SaveChangesAsync();
        return webinar.Id;
    }

    private async Task RegisterAsync(
        CooperaDb db, string action, WebinarContent content, IReadOnlyList<Talk> talks, int id, string details, string staff)
    {
        var line = new RegisterLine(action, details, Changes: FieldChange.New(await WebinarPhrases.OfAsync(db, content, talks)));
        Register.Add(db, staff, content.Title, AuditSubject.Webinar(id), line, clock.GetUtcNow());
        await db.SaveChangesAsync();
    }
}
