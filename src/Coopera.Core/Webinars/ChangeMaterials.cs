using Coopera.Core.Changes;
using Coopera.Core.Files;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars;

public sealed class ChangeMaterials(ChangedWebinar changed)
{
    public Task<ChangeResult> AddAsync(
        ChangeRequest<int> request, Func<DateTimeOffset, Material> make, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            _ => false,
            change =>
            {
                if (change.Thing.Materials.Count >= Material.MaxPerWebinar)
                {
                    return ChangeResult.Refused($"Un webinar può avere al massimo {Material.MaxPerWebinar} materiali: togline uno prima.");
                }

                var material = make(change.Now);
                change.Thing.Add(material);
                return change.Done(AuditAction.MaterialAdded, Words(material));
            },
            cancellationToken);

    public Task<ChangeResult> ChangeAsync(
        ChangeRequest<int> request, int id, string title, bool forRegisteredOnly, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            change =>
                change.Thing.Material(id) is { } material && material.Title == title && material.ForRegisteredOnly == forRegisteredOnly,
            change =>
            {
                if (change.Thing.Material(id) is not { } material)
                {
                    return ChangeResult.NotFound;
                }

                var before = Words(material);
                material.Change(title, forRegisteredOnly);
                return change.Done(AuditAction.MaterialChanged, title, changes: [new("Materiale", before, Words(material))]);
            },
            cancellationToken);

    public Task<ChangeResult> MoveAsync(ChangeRequest<int> request, int id, bool up, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            _ => false,
            change =>
            {
                if (change.Thing.Material(id) is not { } material)
                {
                    return ChangeResult.NotFound;
                }

                var before = material.Position;
                return change.Thing.Move(material, up)
                    ? change.Done(
                        AuditAction.MaterialMoved, material.Title, changes: [new("Posto nell’elenco", $"{before}", $"{material.Position}")])
                    : ChangeResult.AlreadySo; // at the end of the list
            },
            cancellationToken);

    public Task<ChangeResult> RemoveAsync(ChangeRequest<int> request, int id, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            change => change.Thing.Material(id) is null,
            change =>
            {
                var material = change.Thing.Material(id)!;
                change.Thing.Remove(material);
                return change.Done(AuditAction.MaterialRemoved, material.Title, changes: [new("Materiale", Words(material), null)]);
            },
            cancellationToken);

    private static string Words(Material material) =>
        $"«{material.Title}», {(material.IsFile ? $"file {material.FileName}, {FileSize.Of(material.Length)}" : $"link {material.Url}")}, "
        + $"{(material.ForRegisteredOnly ? "solo per chi ha un posto" : "per tutti")}";
}
