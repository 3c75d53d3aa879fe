namespace Coopera.Testing.Site;

/// <summary>One site for all the tests of a class, each with data of its own on it.</summary>
public sealed class SharedSite : IDisposable
{
    private readonly SemaphoreSlim _lock = new(1, 1);
    private Visitor? _staff;

    public CooperaSite Site { get; } = new();

    /// <summary>The administrator, signed in once.</summary>
    public async Task<Visitor> StaffAsync()
    {
        await _lock.WaitAsync();
        try
        {
            return _staff ??= await Site.NewStaffMemberAsync();
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose()
    {
        Site.Dispose();
        _lock.Dispose();
    }
}

/// <summary>The same with the webinar to try the site on.</summary>
public sealed class SampleSite : IDisposable
{
    public CooperaSite Site { get; } = new(sample: true);

    public void Dispose() => Site.Dispose();
}
