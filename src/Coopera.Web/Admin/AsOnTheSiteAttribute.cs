namespace Coopera.Web.Admin;

/// <summary>A page of the back office that shows what will be on the site, in the site's own frame.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsOnTheSiteAttribute : Attribute;
