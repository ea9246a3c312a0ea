"""x"""
from harsat.catalogue.diagnosis.desimal.weighing import Weighing
def find(book): return []
