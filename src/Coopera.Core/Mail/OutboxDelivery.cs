using System.Data.Common;
using Coopera.Core.Data;
using Coopera.Core.Telemetry;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MimeKit;

namespace Coopera.Core.Mail;

/// <summary>
/// Takes due mails out of the outbox, personal ones first, and records how it went. One process at a time does (<see cref="HeldLane"/>);
/// a lease on each mail tells everybody what is in hand. A worker that dies is followed by another: what it had in hand goes out again,
/// with the same Message-ID.
/// </summary>
public sealed partial class OutboxDelivery(
    IServiceScopeFactory scopes, MailRenderer renderer, IMailTransport transport, SendingLimits limits, TimeProvider clock,
    ILogger<OutboxDelivery> logger, int laneId = MailLane.OrdinaryId)
{
    public const int BatchSize = 20;
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly HeldLane _lane = new(scopes, clock, laneId);
    private readonly LeasedMails _leased = new(scopes, clock, laneId);
    private readonly SendingWindow _window = new(limits);
    private bool _isWindowFilled;
    private int _lonelyFaults;

    /// <summary>What the database did not take when it was away: the one that was tried, and those that were not.</summary>
    private (Guid Worker, OutgoingMail? Tried, List<OutgoingMail> NotBegun)? _unfinished;

    /// <returns>How many were tried.</returns>
    public async Task<int> DeliverDueAsync(CancellationToken cancellationToken = default)
    {
        if (!await _leased.AnyDueAsync(cancellationToken) || await _leased.AreHeldAsync(cancellationToken))
        {
            await CloseAndLeaveAsync();
            return 0;
        }

        var lane = await _lane.ReadAsync(cancellationToken);
        if (!lane.MayTry(clock.GetUtcNow()))
        {
            await CloseAndLeaveAsync();
            return 0;
        }

        if (!await HoldAsync(lane, cancellationToken))
        {
            await transport.CloseAsync();
            return 0;
        }

        using var done = new CancellationTokenSource();
        var living = _lane.LiveAsync(done.Token);
        try
        {
            return await DeliverBatchAsync(cancellationToken);
        }
        finally
        {
            await done.CancelAsync();
            await living;
            if (cancellationToken.IsCancellationRequested)
            {
                await CloseAndLeaveAsync(); // the site stops: another node goes on at once
            }
        }
    }

    /// <summary>In this order: two sessions at once are what the lane is there against.</summary>
    private async Task CloseAndLeaveAsync()
    {
        await transport.CloseAsync();
        await _lane.LeaveAsync();
    }

    private async Task<bool> HoldAsync(MailLane lane, CancellationToken cancellationToken)
    {
        var (held, isNew) = await _lane.TakeAsync(lane);
        _isWindowFilled &= !isNew;
        if (held && !_isWindowFilled && _window.Reach > TimeSpan.Zero)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CooperaDb>();
            _window.Fill(await LeasedMails.SentAsync(db, clock.GetUtcNow() - _window.Reach, laneId, cancellationToken));
            _isWindowFilled = true;
        }

        return held;
    }

    private async Task<int> DeliverBatchAsync(CancellationToken cancellationToken)
    {
        await FinishAsync();
        var worker = Guid.NewGuid();
        var leaseEnd = clock.GetUtcNow() + Lease;
        var mails = await LeaseAsync(worker, leaseEnd, cancellationToken);
        if (mails.Count == 0)
        {
            await transport.CloseAsync(); // the account has sent what it may for now
            return 0;
        }

        var (isOpen, held) = (false, 0);
        var drawn = DrawNext(0);
        for (var i = 0; i < mails.Count; i++)
        {
            _unfinished = (worker, null, mails[i..]);
            if (cancellationToken.IsCancellationRequested || _lane.IsLost || clock.GetUtcNow() > leaseEnd - Margin)
            {
                await Task.WhenAny(drawn);
                break;
            }

            var failure = await TrySendAsync(mails[i], drawn);
            _unfinished = (worker, mails[i], mails[(i + 1)..]);
            if (StopsTheLane(mails[i], failure))
            {
                mails[i].MarkHeldUp(failure!, clock.GetUtcNow());
                await FinishAsync();
                await _lane.RecordAsync(lane => lane.Stop(failure!, clock.GetUtcNow()));
                (isOpen, held) = (false, mails.Count - i);
                break;
            }

            // The next is drawn while this one is recorded; it goes out after that, so that a crash leaves one in doubt.
            drawn = DrawNext(i + 1);
            Mark(mails[i], failure);
            SiteMeters.MailTried(laneId == MailLane.CertifiedId, $"{mails[i].Status}");
            if (!await _leased.RecordAsync(mails[i], worker))
            {
                await Task.WhenAny(drawn);
                break; // this process hung so long that another one goes on
            }

            if (ShowsAnOpenWay(failure))
            {
                _lane.State?.Open(clock.GetUtcNow());
                (isOpen, _lonelyFaults) = (true, 0);
            }

            _unfinished = (worker, null, mails[(i + 1)..]);
        }

        await FinishAsync();
        if (isOpen)
        {
            await _lane.RecordAsync(lane => lane.Open(clock.GetUtcNow()));
        }

        return mails.Count - held;

        Task<MimeMessage?> DrawNext(int next) => next < mails.Count
            ? Task.Run(() => DrawAsync(mails[next]), CancellationToken.None)
            : Task.FromResult<MimeMessage?>(null);
    }

    /// <summary>A server has taken it, or has said no to this one alone. What never came to the server shows nothing.</summary>
    private static bool ShowsAnOpenWay(MailFailure? failure) =>
        failure is null or { Fault: MailFault.Address or MailFault.Mailbox or MailFault.Content, Kind: not MailFailureKind.AddressRests };

    /// <summary>One mail may have a fault of the lane as its own; two in a row do not.</summary>
    private bool StopsTheLane(OutgoingMail mail, MailFailure? failure) => failure is { ConcernsTheLane: true }
        && (!_lane.State!.IsOwnFaultOf(mail) || ++_lonelyFaults > 1);

    /// <summary>Writes down what is known of the last round, and gives back what was not begun.</summary>
    private async Task FinishAsync()
    {
        if (_unfinished is not var (worker, tried, notBegun))
        {
            return;
        }

        if (tried is not null)
        {
            await _leased.RecordAsync(tried, worker);
        }

        if (notBegun.Count > 0)
        {
            await _leased.GiveBackAsync(worker, notBegun);
        }

        _unfinished = null;
    }

    /// <summary>From what holds at this moment; null when nothing of it does.</summary>
    private async Task<MimeMessage?> DrawAsync(OutgoingMail mail)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        var key = mail.Recipient.Key; // certified mail has its own receipts: what ordinary mail met with says nothing of it
        if (!mail.IsCertified && await db.BouncingAddresses.AnyAsync(address => address.Key == key && address.RestsSince != null))
        {
            mail.MarkFailedAttempt(new(MailFailureKind.AddressRests), clock.GetUtcNow(), isFinal: true);
            return null;
        }

        var facts = await PresentFacts.OfAsync(db, mail, clock.GetUtcNow());
        if (facts.Overtaken is { } why)
        {
            mail.MarkOvertaken(why);
            return null;
        }

        mail.Tell(facts.Content.ToJson());
        return await renderer.RenderAsync(mail, facts.Content);
    }

    /// <summary>While the lane stands still, one that tries; otherwise as many as the account may send.</summary>
    private Task<List<OutgoingMail>> LeaseAsync(Guid worker, DateTimeOffset leaseEnd, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var room = _window.RoomAt(now, isBulk: false, BatchSize);
        return _lane.State!.IsStopped
            ? _leased.TakeOneAsync(worker, leaseEnd, room, cancellationToken)
            : _leased.TakeAsync(worker, leaseEnd, room, _window.RoomAt(now, isBulk: true, BatchSize), cancellationToken);
    }

    private async Task<MailFailure?> TrySendAsync(OutgoingMail mail, Task<MimeMessage?> drawn)
    {
        var isDrawn = false;
        try
        {
            if (await drawn is not { } message)
            {
                Log.Overtaken(logger, mail.Kind, mail.Id, mail.FailureKind!.Value);
                return mail.Failure;
            }

            isDrawn = true;

            // Not cancelled half-way when the site stops: nobody could tell whether it went out.
            await transport.SendAsync(message, CancellationToken.None);
            Log.Sent(logger, mail.Kind, mail.Id);
            return null;
        }
        catch (Exception exception) when (isDrawn || !IsOfTheDatabase(exception))
        {
            var failure = isDrawn ? MailFailures.Of(exception) : MailFailures.OfDrawing(exception);
            Log.NotSent(
                logger, failure.Kind == MailFailureKind.OwnFault ? exception : null, mail.Kind,
                mail.Id, mail.Attempts + 1, failure.Kind, failure.DetailForLogs());
            return failure;
        }
    }

    /// <summary>It is away: that is no mail's fault.</summary>
    private static bool IsOfTheDatabase(Exception exception) =>
        exception is DbException or RetryLimitExceededException or TimeoutException || exception.InnerException is DbException;

    private void Mark(OutgoingMail mail, MailFailure? failure)
    {
        if (failure is { Fault: MailFault.Overtaken } or { Kind: MailFailureKind.AddressRests })
        {
            return; // it is closed, and was not tried
        }

        if (failure is null)
        {
            mail.MarkSent(clock.GetUtcNow());
            _window.Add(clock.GetUtcNow());
        }
        else
        {
            mail.MarkFailedAttempt(failure, clock.GetUtcNow(), failure.IsFinal);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Kind} {MailId} handed over")]
        public static partial void Sent(ILogger logger, string kind, Guid mailId);

        [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Kind} {MailId} does not go out: {Why}")]
        public static partial void Overtaken(ILogger logger, string kind, Guid mailId, MailFailureKind why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Kind} {MailId} not handed over at attempt {Attempt}: {Failure} {Detail}")]
        public static partial void NotSent(
            ILogger logger, Exception? exception, string kind, Guid mailId, int attempt, MailFailureKind failure, string detail);
    }
}
