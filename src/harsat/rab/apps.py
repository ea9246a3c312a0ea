"""Registers the rab app: its logged tables with their part, and the computing that follows a commit."""

from django.apps import AppConfig


class RabConfig(AppConfig):
    name = "harsat.rab"
    label = "rab"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ledger what it logs; it imports nothing of ours."""
        from harsat.ledger.registry import registry
        from harsat.projects.models import Project
        from harsat.rab import models
        from harsat.rab.selectors.estimate import totals_after_commit, totals_current
        from harsat.rab.services.undone import bundels_judge, formulas_judge

        registry.register(Project, part="proyek", name="project", only=Project.IDENTITY)
        registry.register(models.PricingPolicy, part="proyek", name="pricing_policy")
        registry.register(models.Klasifikasi, part="struktur", name="klasifikasi")
        registry.register(models.SubKlasifikasi, part="struktur", name="sub_klasifikasi")
        registry.register(models.Pekerjaan, part="struktur", name="pekerjaan")
        registry.register(models.Komponen, part="analisa", name="komponen")
        registry.register(models.HargaItem, part="harga", name="harga_item")
        registry.register(models.Volume, part="volume", name="volume")
        registry.register(models.BarisVolume, part="volume", name="baris_volume")
        registry.register(models.Parameter, part="volume", name="parameter")
        registry.after_commit = totals_after_commit
        registry.totals = totals_current
        registry.undo_judges = (bundels_judge, formulas_judge)
