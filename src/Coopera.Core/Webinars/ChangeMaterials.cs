using Coopera.Core.Changes;
using Coopera.Core.Files;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars;

/// <summary>What a webinar gives to read or to watch: added, renamed, moved, taken away.</summary>
public sealed class ChangeMaterials(WebinarDesk desk)
{
    public Task<EditorOutcome> AddAsync(EditorCall call, Func<DateTimeOffset, Material> make, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        turn =>
        {
            if (turn.Webinar.Materials.Count >= Material.MaxPerWebinar)
            {
                return Task.FromResult(EditorOutcome.NotAllowed);
            }

            var material = make(turn.Now);
            turn.Webinar.Add(material);
            turn.Register("aggiunge un materiale", Words(material));
            return Task.FromResult(EditorOutcome.Done);
        },
        cancellationToken);

    public Task<EditorOutcome> ChangeAsync(EditorCall call, int id, string title, bool forRegisteredOnly, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        turn =>
        {
            if (turn.Webinar.Material(id) is not { } material)
            {
                return Task.FromResult(EditorOutcome.NotFound);
            }

            var before = Words(material);
            material.Change(title, forRegisteredOnly);
            if (Words(material) == before)
            {
                return Task.FromResult(EditorOutcome.NothingToDo);
            }

            turn.Register("modifica un materiale", title, "Materiale", before, Words(material));
            return Task.FromResult(EditorOutcome.Done);
        },
        cancellationToken);

    public Task<EditorOutcome> MoveAsync(EditorCall call, int id, bool up, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        turn =>
        {
            if (turn.Webinar.Material(id) is not { } material)
            {
                return Task.FromResult(EditorOutcome.NotFound);
            }

            var before = material.Position;
            if (!turn.Webinar.Move(material, up))
            {
                return Task.FromResult(EditorOutcome.NothingToDo);
            }

            turn.Register("sposta un materiale", material.Title, "Posto nell’elenco", $"{before}", $"{material.Position}");
            return Task.FromResult(EditorOutcome.Done);
        },
        cancellationToken);

    /// <summary>Its file goes when no row has named it for a day.</summary>
    public Task<EditorOutcome> RemoveAsync(EditorCall call, int id, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        turn =>
        {
            if (turn.Webinar.Material(id) is not { } material)
            {
                return Task.FromResult(EditorOutcome.NothingToDo); // taken away already
            }

            turn.Webinar.Remove(material);
            turn.Register("toglie un materiale", material.Title, "Materiale", Words(material), "");
            return Task.FromResult(EditorOutcome.Done);
        },
        cancellationToken);

    private static string Words(Material material) =>
        $"«{material.Title}», {(material.IsFile ? $"file {material.FileName}, {FileSize.Of(material.Length)}" : $"link {material.Url}")}, {(material.ForRegisteredOnly ? "solo per chi ha un posto" : "per tutti")}";
}
