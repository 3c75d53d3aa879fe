using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public enum StartOutcome
{
    Started,

    UnderWay,

    Member,
}

/// <param name="AdhesionId">Null unless it started.</param>
public sealed record StartResult(StartOutcome Outcome, Guid? AdhesionId, int LinkVersion = 0);

/// <summary>
/// A body begins: the draft and the mail with its link, in one transaction. One active adhesion a body: the index decides races.
/// </summary>
public sealed class StartAdhesion(CooperaDb database, TimeProvider clock)
{
    /// <param name="form">See <see cref="CooperaDb.WriteOnceAsync{T}"/>.</param>
    /// <param name="fill">What is known from the beginning, as from a filled-in PDF.</param>
    public async Task<StartResult> RunAsync(
        string bodyCode,
        EmailAddress email,
        Guid? form = null,
        Action<Adhesion, Domain.PublicBodies.PublicBody, DateTimeOffset>? fill = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return await TryAsync(); // somebody of the same body was quicker: now theirs is there to be found
        }

        Task<StartResult> TryAsync() => database.WriteOnceAsync(form, db => StartAsync(db, bodyCode, email, fill), cancellationToken);
    }

    private async Task<StartResult> StartAsync(
        CooperaDb db, string bodyCode, EmailAddress email, Action<Adhesion, Domain.PublicBodies.PublicBody, DateTimeOffset>? fill)
    {
        var now = clock.GetUtcNow();
        var active = await db.Adhesions.AsNoTracking().SingleOrDefaultAsync(a => a.ActiveKey == bodyCode);
        if (active is not null)
        {
            return new StartResult(active.Status == AdhesionStatus.Accepted ? StartOutcome.Member : StartOutcome.UnderWay, null);
        }

        var body = await db.PublicBodies.SingleAsync(b => b.Code == bodyCode);
        var adhesion = Adhesion.Start(body, email, body.SuggestedPec ?? EmailAddress.None, PrivacyNotice.Version, now);
        fill?.Invoke(adhesion, body, now);
        db.Adhesions.Add(adhesion);
        db.QueueNews(adhesion, body, AdhesionEventKind.Started, null, now);
        await db.SaveChangesAsync();
        return new StartResult(StartOutcome.Started, adhesion.Id, adhesion.LinkVersion);
    }
}
