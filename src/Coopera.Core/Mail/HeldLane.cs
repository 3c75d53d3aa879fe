using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>This process's hold on the way out. Whoever takes it over gives back the mails that the one before had in hand.</summary>
public sealed class HeldLane(IServiceScopeFactory scopes, TimeProvider clock, int laneId)
{
    private const string Unknown = "?";

    private readonly string _me = $"{NameOf(Environment.ProcessId)}/{Guid.NewGuid():N}";
    private (string Holder, long Beat, long At)? _seen;
    private long _lastBeat;

    /// <summary>Where numbers of processes mean what they mean here.</summary>
    public static string Machine { get; } = MachineName();

    /// <summary>As it was when it was last read or changed; null while another process holds it.</summary>
    public MailLane? State { get; private set; }

    /// <summary>Another process has taken it meanwhile.</summary>
    public bool IsLost { get; private set; }

    /// <param name="lane">As it was read just now.</param>
    /// <returns>Whether this process has the lane, and whether it has just come to it.</returns>
    public async Task<(bool Held, bool IsNew)> TakeAsync(MailLane lane)
    {
        if (lane.Holder == _me)
        {
            (State, IsLost) = (lane, false);
            if (clock.GetElapsedTime(_lastBeat) >= MailLane.BeatEvery)
            {
                await RecordAsync(now => now.Live());
            }

            return (State is not null, false);
        }

        if (lane.Holder is { } holder && !MayTakeOver(holder, lane.Beat))
        {
            State = null;
            return (false, false);
        }

        State = await ChangeAsync(
            now => now.Holder == lane.Holder && now.Beat == lane.Beat,
            now => now.Take(_me),
            (db, _) => FreeAsync(db, lane));
        IsLost = State is null;
        return (State is not null, State is not null);
    }

    /// <summary>What the one before had in hand, and what a clock that went wrong has put off further than anything waits.</summary>
    private async Task FreeAsync(CooperaDb db, MailLane before)
    {
        var queued = db.OutgoingMails.Where(m => m.LaneId == laneId && m.Status == OutgoingMailStatus.Queued);
        if (before.Holder is not null)
        {
            await queued.Where(m => m.LeaseEndsAt != null).ExecuteUpdateAsync(
                m => m.SetProperty(x => x.LeasedBy, (Guid?)null).SetProperty(x => x.LeaseEndsAt, (DateTimeOffset?)null));
        }

        var now = clock.GetUtcNow();
        await queued.Where(m => m.NextAttemptAt > now + OutgoingMail.LongestWait)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAttemptAt, now));
    }

    public async Task RecordAsync(Action<MailLane> change)
    {
        State = await ChangeAsync(lane => lane.Holder == _me, change);
        IsLost = State is null;
    }

    /// <summary>Nothing is to be sent: whoever has something next takes it.</summary>
    public async Task LeaveAsync()
    {
        if (State is not null)
        {
            await RecordAsync(lane => lane.Leave());
            State = null;
        }
    }

    /// <summary>Tells the others that this process lives, until it is cancelled.</summary>
    public async Task LiveAsync(CancellationToken until)
    {
        using var timer = new PeriodicTimer(MailLane.BeatEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(until))
            {
                await BeatAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The batch is done.
        }
    }

    private async Task BeatAsync()
    {
        try
        {
            IsLost = await ChangeAsync(lane => lane.Holder == _me, lane => lane.Live()) is null;
        }
        catch (Exception)
        {
            // The database is away for a moment: the next beat may come through, and what is recorded next will tell.
        }
    }

    public async Task<MailLane> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CooperaDb>().MailLanes.AsNoTracking()
            .SingleOrDefaultAsync(lane => lane.Id == laneId, cancellationToken) ?? MailLane.Of(laneId);
    }

    private async Task<MailLane?> ChangeAsync(
        Func<MailLane, bool> may, Action<MailLane> change, Func<CooperaDb, MailLane, Task>? also = null)
    {
        _lastBeat = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(async db =>
        {
            var only = db.MailLanes.Where(lane => lane.Id == laneId);
            await only.ExecuteUpdateAsync(lane => lane.SetProperty(x => x.Trials, x => x.Trials)); // the lock
            var lane = await only.SingleOrDefaultAsync() ?? db.MailLanes.Add(MailLane.Of(laneId)).Entity;
            if (!may(lane))
            {
                return null;
            }

            change(lane);
            await db.SaveChangesAsync();
            if (also is not null)
            {
                await also(db, lane);
            }

            return lane;
        });
    }

    /// <summary>By what this process saw itself: how long nothing moved, or that a process of this machine is no more.</summary>
    private bool MayTakeOver(string holder, long beat)
    {
        if (IsGone(holder))
        {
            return true;
        }

        if (_seen is not { } seen || (seen.Holder, seen.Beat) != (holder, beat))
        {
            _seen = (holder, beat, clock.GetTimestamp());
            return false;
        }

        return clock.GetElapsedTime(seen.At) >= MailLane.TakeOverAfter;
    }

    private static string NameOf(int id) => $"{Machine}/{id}/{StartOf(id)}";

    private static bool IsGone(string holder)
    {
        var parts = holder.Split('/');
        return parts.Length == 4 && parts[0] == Machine && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            && StartOf(id) is var start && start != Unknown && parts[2] != start;
    }

    /// <summary>
    /// As the kernel has it, which tells everybody the same; what .NET makes of it differs from one process to the next. Empty when no
    /// process has this number.
    /// </summary>
    private static string StartOf(int id)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var stat = $"/proc/{id}/stat";
                return File.Exists(stat) ? File.ReadAllText(stat).Split(')')[^1].Split(' ')[20] : "";
            }

            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (ArgumentException)
        {
            return "";
        }
        catch (Exception unknown)
            when (unknown is InvalidOperationException or Win32Exception or IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }

    /// <summary>By its name, and on Linux by its start and the room of its process numbers: containers may share a name.</summary>
    private static string MachineName()
    {
        var name = Environment.MachineName.Replace('/', '-');
        try
        {
            return OperatingSystem.IsLinux()
                ? $"{name}:{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}:{new FileInfo("/proc/self/ns/pid").LinkTarget}"
                : name;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return $"{name}:{Guid.NewGuid():N}"; // nobody is known here
        }
    }
}
