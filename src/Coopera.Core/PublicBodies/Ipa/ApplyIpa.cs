using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.PublicBodies.Ipa;

/// <param name="Fingerprint">Of the plan that somebody saw.</param>
/// <param name="Chosen">Keys of the changes to make.</param>
/// <param name="Successors">Of bodies that close: the code of the body that each has become part of.</param>
public sealed record IpaOrder(
    IpaFile File, string Source, string Fingerprint, IReadOnlySet<string> Chosen, IReadOnlyDictionary<string, string> Successors);

/// <summary>
/// What staff chose of an IPA file goes into the register, all in one transaction. The plan is made again there: when it is not the one
/// that they saw, nothing happens. Adhesions and registrations are not touched.
/// </summary>
public sealed class ApplyIpa(ChangedBodies changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<string> request, IpaOrder order, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            change => Task.FromResult(IpaPlan.Of(order.File, change.Thing).Changes.Count == 0),
            change => Task.FromResult(Apply(change, order)),
            removal: null,
            cancellationToken);

    private static ChangeResult Apply(Change<List<PublicBody>> change, IpaOrder order)
    {
        var plan = IpaPlan.Of(order.File, change.Thing);
        if (plan.Fingerprint != order.Fingerprint)
        {
            return ChangeResult.Stale;
        }

        var chosen = plan.Changes.Where(one => order.Chosen.Contains(one.Key)).ToList();
        if (chosen.Count == 0)
        {
            return ChangeResult.Refused(IpaPhrases.NothingChosen);
        }

        var bodies = change.Thing.ToDictionary(body => body.Code);
        foreach (var one in chosen)
        {
            Apply(change, order, one, bodies, chosen);
        }

        var outcome = IpaPhrases.Outcome(chosen);
        change.Db.IpaImports.Add(new IpaImport(change.Staff, order.Source, plan.Day, outcome, change.Now));
        return change.Done(
            AuditAction.BodiesImported, $"{order.Source}, dati {Domain.RomeTime.Date("del", plan.Day)}: {outcome}.",
            sentence: $"Fatto: {outcome}.");
    }

    private static void Apply(
        Change<List<PublicBody>> change, IpaOrder order, IpaChange one, Dictionary<string, PublicBody> bodies, List<IpaChange> chosen)
    {
        var row = order.File.Rows.FirstOrDefault(row => row.Line == one.Line);
        var body = bodies.GetValueOrDefault(one.Code);
        switch (one.Kind)
        {
            case IpaChangeKind.New:
                body = New(row!, change.Thing);
                bodies.Add(body.Code, body);
                change.Db.PublicBodies.Add(body);
                if (IpaComparison.FirstPec(row!) is { } pec)
                {
                    body.TakePec(pec, order.File.Day, change.Now);
                }

                Tell(AuditAction.BodyAdded, new FieldChange("PEC", null, one.After));
                break;
            case IpaChangeKind.PecChanged or IpaChangeKind.PecConfirmed:
                var before = body!.SuggestedPec is null ? "" : $"{body.SuggestedPec} ({body.PecSource()})";
                if (body.TakePec(Domain.EmailAddress.Parse(one.After), order.File.Day, change.Now) is { } former)
                {
                    change.Db.FormerPecs.Add(former);
                }

                if (one.Kind == IpaChangeKind.PecChanged)
                {
                    Tell(AuditAction.BodyChanged, new FieldChange("PEC", before, $"{one.After} ({body.PecSource()})"));
                }

                break;
            case IpaChangeKind.NameChanged:
                body!.Rename(one.After);
                Tell(AuditAction.BodyChanged, new FieldChange("Nome", one.Before, one.After));
                break;
            case IpaChangeKind.Reopened:
                body!.Reopen();
                Tell(AuditAction.BodyReopened);
                break;
            default:
                var successor = bodies.GetValueOrDefault(order.Successors.GetValueOrDefault(one.Code) ?? "");
                successor = successor == body || successor?.IsClosed == true ? null : successor;
                body!.Close(order.File.Day, successor?.Code);
                if (successor is not null && chosen.Exists(other => other.Kind == IpaChangeKind.New && other.Code == successor.Code))
                {
                    successor.TakeOver(body);
                }

                Tell(AuditAction.BodyClosed, new FieldChange("Ora è", null, successor?.FullName ?? "non indicato"));
                break;
        }

        void Tell(string action, params FieldChange[] changes) => Register.Add(
            change.Db, change.Staff, body!.FullName, AuditSubject.PublicBody(body.Code),
            new RegisterLine(action, order.Source, Changes: changes), change.Now);
    }

    private static PublicBody New(IpaRow row, List<PublicBody> register)
    {
        var neighbour = register.First(body => body.Kind == PublicBodyKind.Municipality && body.Code[..3] == row.Istat[..3]);
        return new PublicBody(
            row.Istat, IpaComparison.NameOf(row), PublicBodyKind.Municipality, neighbour.ProvinceCode, neighbour.ProvinceName,
            population: 0, aliases: [], IpaComparison.Cadastral(row));
    }
}

/// <summary>The register as a whole: its first row is what one waits for who changes it.</summary>
public sealed class ChangedBodies(CooperaDb database, TimeProvider clock) : StaffChange<string, List<PublicBody>>(database, clock)
{
    public const string All = "enti";

    protected override async Task<List<PublicBody>?> LockAsync(CooperaDb db, string id)
    {
        await db.PublicBodies.Where(b => b.Code == db.PublicBodies.Min(first => first.Code))
            .ExecuteUpdateAsync(b => b.SetProperty(x => x.Population, x => x.Population));
        return await db.PublicBodies.OrderBy(b => b.Code).ToListAsync();
    }

    protected override string? VersionOf(List<PublicBody> thing) => null;

    protected override string KeyOf(string id) => id;

    protected override string NameOf(List<PublicBody> thing) => "Registro degli enti";
}
