using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Samples;

/// <summary>
/// Once: webinars in every state, eighty people, four adhesions, two mails that did not go out. All of it says "esempio", and no
/// address exists.
/// </summary>
public sealed class PlantSamples(CooperaDb database, UploadStore store, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (await database.Webinars.AnyAsync(w => w.Slug == SampleWebinars.FullSlug, cancellationToken))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var bodies = await SampleAdhesions.FreeBodiesAsync(database, cancellationToken);
        var copies = await SampleAdhesions.StoreCopiesAsync(store, bodies.Skip(1), now, cancellationToken);
        try
        {
            await database.WriteAsync(db => PlantAsync(db, bodies[0], copies, now), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            // Another node was quicker, and its transaction planted all of it. What was stored here is swept: no row names it.
        }
    }

    private static async Task PlantAsync(CooperaDb db, PublicBody draft, List<SampleCopy> copies, DateTimeOffset now)
    {
        var upcoming = await db.Webinars.Where(w => w.IsSample && w.StartsAt > now).OrderBy(w => w.StartsAt).FirstAsync();
        var (full, concluded) = (SampleWebinars.Full(now), SampleWebinars.Concluded(now));
        db.Webinars.AddRange(full, concluded, SampleWebinars.Draft(now));
        await db.SaveChangesAsync();

        var people = new Queue<SamplePerson>(SamplePeople.All(await SamplePeople.BodiesAsync(db)));
        var registrations = new SampleRegistrations(db, people, now);
        registrations.Add(concluded, 25, before: concluded.StartsAt);
        registrations.Add(full, 37, before: now);
        registrations.Add(upcoming, people.Count, before: now);
        registrations.FailTwoMails();
        await AnswerAsync(db, upcoming, registrations);
        await SampleAdhesions.AddAsync(db, draft, copies, now);
        await db.SaveChangesAsync();
    }

    private static async Task AnswerAsync(CooperaDb db, Webinar webinar, SampleRegistrations registrations)
    {
        var questions = await db.Questions.Where(q => q.WebinarId == webinar.Id).OrderBy(q => q.Position).ToListAsync();
        foreach (var (number, registration) in registrations.Of(webinar).Index())
        {
            foreach (var question in questions.Take(number % 3 == 0 ? 1 : questions.Count))
            {
                var answer = question.Kind != QuestionKind.YesNo ? question.Options[number % question.Options.Count]
                    : number % 3 == 0 ? Question.No : Question.Yes;
                db.Answers.Add(new Answer(registration.Id, question.Id, answer));
            }
        }
    }
}
