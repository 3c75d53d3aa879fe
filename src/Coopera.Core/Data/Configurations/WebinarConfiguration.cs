using Coopera.Domain.Press;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class WebinarConfiguration :
    IEntityTypeConfiguration<Webinar>, IEntityTypeConfiguration<Talk>, IEntityTypeConfiguration<Speaker>, IEntityTypeConfiguration<Material>
{
    public void Configure(EntityTypeBuilder<Webinar> webinar)
    {
        webinar.Property(w => w.Slug).HasMaxLength(Webinar.SlugMaxLength);
        webinar.HasIndex(w => w.Slug).IsUnique();
        webinar.HasIndex(w => new { w.StartsAt, w.Id, w.SearchText });
        webinar.HasIndex(w => new { w.Status, w.ArchivedAt, w.EndsAt });
        webinar.HasIndex(w => w.PublishAt);
        webinar.Property(w => w.Title).HasMaxLength(Webinar.TitleMaxLength);
        webinar.Property(w => w.Theme).HasMaxLength(Webinar.ThemeMaxLength);
        webinar.Property(w => w.SearchText).HasMaxLength(Webinar.SearchTextMaxLength).HasDefaultValue("");
        webinar.Property(w => w.Description).HasMaxLength(Webinar.DescriptionMaxLength);
        webinar.Property(w => w.Audience).HasMaxLength(Webinar.TextMaxLength);
        webinar.Property(w => w.Coordinator).HasMaxLength(Webinar.ThemeMaxLength);
        webinar.Property(w => w.Partners).HasMaxLength(Webinar.TextMaxLength);
        webinar.Property(w => w.CancellationMessage).HasMaxLength(Webinar.TextMaxLength);
        webinar.Property(w => w.Status).HasConversion<string>().HasMaxLength(20);
        webinar.Property(w => w.Platform).HasMaxLength(Webinar.PlatformMaxLength);
        webinar.Property(w => w.JoinLink).HasMaxLength(Webinar.JoinLinkMaxLength);
        webinar.Ignore(w => w.RegistrationEnd);
        webinar.Ignore(w => w.Content);
        webinar.HasOne<PressRelease>().WithMany().HasForeignKey(w => w.PressReleaseId).OnDelete(DeleteBehavior.Restrict);
        webinar.HasMany(w => w.Talks).WithOne().HasForeignKey("WebinarId").IsRequired().OnDelete(DeleteBehavior.Cascade);
        webinar.HasMany(w => w.Materials).WithOne().HasForeignKey("WebinarId").IsRequired().OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Talk> talk)
    {
        talk.Property(t => t.Title).HasMaxLength(Webinar.TitleMaxLength);
        talk.Property(t => t.Subtitle).HasMaxLength(Webinar.ThemeMaxLength);
        talk.HasMany(t => t.Speakers).WithOne().HasForeignKey("TalkId").IsRequired().OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Speaker> speaker)
    {
        speaker.Property(s => s.Name).HasMaxLength(Speaker.NameMaxLength);
        speaker.Property(s => s.Role).HasMaxLength(Speaker.RoleMaxLength);
        speaker.Property(s => s.About).HasMaxLength(Speaker.AboutMaxLength).HasDefaultValue("");
        speaker.Property(s => s.Link).HasMaxLength(Speaker.LinkMaxLength);
    }

    public void Configure(EntityTypeBuilder<Material> material)
    {
        material.Property(m => m.Title).HasMaxLength(Material.TitleMaxLength);
        material.Property(m => m.Url).HasMaxLength(Material.UrlMaxLength);
        material.Property(m => m.StoreKey).HasMaxLength(60);
        material.Property(m => m.FileName).HasMaxLength(Material.FileNameMaxLength);
        material.Property(m => m.ContentType).HasMaxLength(120);
        material.Property(m => m.Sha256).HasMaxLength(64);
        material.Property(m => m.Scan).HasConversion<string>().HasMaxLength(20);
        material.Ignore(m => m.IsFile);
    }
}
