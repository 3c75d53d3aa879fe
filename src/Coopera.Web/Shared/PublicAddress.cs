namespace Coopera.Web.Shared;

/// <summary>Where a page that is the same for everybody is found and shared, whatever its address asks besides.</summary>
public sealed record PublicAddress(string Absolute);
